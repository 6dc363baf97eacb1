package io.sealgate.proxy.backend;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslContext;
import io.sealgate.proxy.http.ReceiveBuffers;
import io.sealgate.proxy.http.ResponseDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to the store: name, TLS, time-outs, buffer sizes and the handlers of a channel.
 */
public final class BackendConnector {

  private static final int MAX_HEADER_BYTES = 64 * 1024;
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(64 * 1024, 128 * 1024);

  private final Class<? extends Channel> channelClass;
  private final String host;
  private final int port;
  private final @Nullable SslContext tls;
  private final Duration connectTimeout;
  private final Duration idleTimeout;
  private final Executor resolver;
  private final AnswerTimes answerTimes;
  private final AtomicInteger open = new AtomicInteger();
  private final ReceiveBuffers receiveBuffers = new ReceiveBuffers(64 * 1024, open::get);

  /**
   * Says how to connect.
   *
   * @param channelClass the socket channel of the event loops' transport
   * @param host name or address
   * @param port TCP port
   * @param tls null for plain HTTP
   * @param connectTimeout how long a connection may take to open
   * @param idleTimeout how long the store may be silent in the middle of an exchange
   * @param resolver where names are looked up, since that blocks
   * @param answerTimes is told of each answer
   */
  public BackendConnector(
      Class<? extends Channel> channelClass,
      String host,
      int port,
      @Nullable SslContext tls,
      Duration connectTimeout,
      Duration idleTimeout,
      Executor resolver,
      AnswerTimes answerTimes) {
    this.channelClass = channelClass;
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.connectTimeout = connectTimeout;
    this.idleTimeout = idleTimeout;
    this.resolver = resolver;
    this.answerTimes = answerTimes;
  }

  /** The store's present address. */
  CompletionStage<InetSocketAddress> resolve() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
          } catch (UnknownHostException unknown) {
            throw new CompletionException(unknown);
          }
        },
        resolver);
  }

  /** Opens a connection for that pool, on its event loop. */
  void connect(
      BackendPool pool,
      InetSocketAddress address,
      BiConsumer<@Nullable BackendConnection, @Nullable BackendException> then) {
    BackendConnection[] opened = new BackendConnection[1];
    ChannelFuture connecting =
        new Bootstrap()
            .group(pool.loop())
            .channel(channelClass)
            .option(ChannelOption.AUTO_READ, false)
            // A store that refuses an upload may answer and close before it has read it: the write
            // that fails then must not close what the answer is still to be read from.
            .option(ChannelOption.AUTO_CLOSE, false)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connectTimeout.toMillis())
            .option(ChannelOption.ALLOCATOR, ByteBufAllocator.DEFAULT)
            .option(ChannelOption.RECVBUF_ALLOCATOR, receiveBuffers)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    opened[0] = assemble(pool, channel);
                  }
                })
            .connect(address);
    connecting.addListener(done -> {
      Runnable connected = () -> connected(pool, connecting, opened[0], then);
      if (pool.loop().inEventLoop()) {
        connected.run();
      } else { // without a socket to be had there is no channel, and so no event loop
        pool.loop().execute(connected);
      }
    });
  }

  private void connected(
      BackendPool pool,
      ChannelFuture connecting,
      @Nullable BackendConnection connection,
      BiConsumer<@Nullable BackendConnection, @Nullable BackendException> then) {
    if (connecting.isSuccess() && connection != null) {
      open.incrementAndGet();
      connecting
          .channel()
          .closeFuture()
          .addListener(closed -> {
            open.decrementAndGet();
            pool.closed(connection);
          });
      then.accept(connection, null);
    } else {
      pool.notOpened();
      then.accept(null, new BackendException("the backend cannot be reached", connecting.cause()));
    }
  }

  private BackendConnection assemble(BackendPool pool, SocketChannel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      pipeline.addLast(tls.newHandler(channel.alloc(), host, port));
    }
    ResponseDecoder decoder =
        new ResponseDecoder(
            new HttpDecoderConfig()
                .setMaxInitialLineLength(4096)
                .setMaxHeaderSize(MAX_HEADER_BYTES));
    BackendConnection connection =
        new BackendConnection(pool, channel, decoder, idleTimeout, answerTimes);
    pipeline.addLast(decoder, connection);
    return connection;
  }
}
