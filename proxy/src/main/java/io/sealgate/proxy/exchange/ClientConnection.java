package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.Backend;
import io.sealgate.proxy.http.HeadWriter;
import io.sealgate.proxy.http.RequestDecoder;
import io.sealgate.proxy.http.Silence;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client connection: turns what Netty decodes into exchanges, one after the other, and their
 * answers into bytes. Reads only when an exchange asks for more, or none is running.
 */
public final class ClientConnection extends ChannelInboundHandlerAdapter implements ClientSide {

  private enum State {
    /** Between two requests. */
    IDLE,
    /** An exchange is running. */
    EXCHANGING,
    /**
     * The answer is sent, the rest of the request is read and dropped so that the client gets to
     * read the answer.
     */
    LINGERING,
    CLOSED
  }

  private final ClientRequests requests;
  private final RequestDecoder decoder;
  private final Planner planner;
  private final Backend backend;
  private final Lifecycle lifecycle;
  private final ClientTimeouts timeouts;
  private @Nullable ChannelHandlerContext context;
  private State state = State.IDLE;
  private @Nullable Exchange exchange;
  private @Nullable Lingering lingering;
  private boolean continueExpected;
  private boolean keepAlive = true;
  private boolean takesChunks;
  private boolean answersInChunks;
  private boolean readPending;
  private final Silence silence = new Silence();
  private @Nullable Future<?> silenceCheck;

  /**
   * The last handler of a client's channel.
   *
   * @param requests makes requests of decoded heads
   * @param decoder the decoder before it in the pipeline, which waits for each answer
   * @param planner what the exchanges ask
   * @param backend the store, on the channel's event loop
   * @param lifecycle counts connections and exchanges, and says when to drain
   * @param timeouts how long it waits
   */
  public ClientConnection(
      ClientRequests requests,
      RequestDecoder decoder,
      Planner planner,
      Backend backend,
      Lifecycle lifecycle,
      ClientTimeouts timeouts) {
    this.requests = requests;
    this.decoder = decoder;
    this.planner = planner;
    this.backend = backend;
    this.lifecycle = lifecycle;
    this.timeouts = timeouts;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    lifecycle.connected(this);
    long checkMillis = timeouts.checkMillis();
    silenceCheck =
        ctx.executor()
            .scheduleWithFixedDelay(
                () -> checkSilence(ctx), checkMillis, checkMillis, TimeUnit.MILLISECONDS);
    read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      switch (message) {
        case HttpRequest head -> receiveHead(ctx, head);
        case ByteBuf bytes -> receiveBody(bytes);
        case LastHttpContent last when last.decoderResult().isFailure() -> receiveGarbage();
        case LastHttpContent last -> {
          receiveBody(last.content());
          receiveEnd();
        }
        case HttpContent content -> receiveBody(content.content());
        default -> throw new IllegalStateException("unexpected message " + message.getClass());
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    readPending = false;
    silence.restart();
    switch (state) {
      case IDLE -> {
        if (isWritable()) {
          read();
        }
      }
      case LINGERING -> {
        if (lingering != null) {
          lingering.onBytes();
        }
        read();
      }
      case EXCHANGING -> {
        if (exchange != null) {
          exchange.body().onReadComplete();
        }
        if (exchange != null && exchange.body().isEnded() && !decoder.holdsBytes()) {
          // Nothing is to come but the next request, of which one read is taken: to stop and to
          // start again would cost two system calls for each request.
          receive();
        }
      }
      case CLOSED -> {}
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (!ctx.channel().isWritable()) {
      return;
    }
    if (exchange != null) {
      exchange.onClientWritable();
    } else if (state == State.IDLE) {
      nextRequest(ctx);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    state = State.CLOSED;
    lifecycle.disconnected(this);
    if (silenceCheck != null) {
      silenceCheck.cancel(false);
    }
    if (exchange != null) {
      Exchange left = exchange;
      exchange = null;
      left.onClientGone();
      lifecycle.ended(left.request());
    }
  }

  @Override
  @SuppressWarnings(
      "deprecation") // Netty deprecates the method's place on ChannelHandler, not the override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close(); // a reset, a TLS failure: there is nobody left to answer
  }

  /** Closes as soon as nothing is under way. Called by any thread. */
  public void drain() {
    ChannelHandlerContext ctx = context();
    ctx.executor()
        .execute(() -> {
          keepAlive = false;
          if (state == State.IDLE) {
            closeOnceSent(ctx);
          }
        });
  }

  @Override
  public ByteBufAllocator allocator() {
    return context().alloc();
  }

  @Override
  public boolean isWritable() {
    return context().channel().isWritable();
  }

  @Override
  public void read() {
    if (continueExpected) {
      continueExpected = false;
      send(HeadWriter.ofResponse(100));
      flush();
    }
    receive();
  }

  @Override
  public boolean takesChunks() {
    return takesChunks;
  }

  @Override
  public void writeHead(int status, HeaderList headers, long lengthBytes, boolean close) {
    HeadWriter head = ClientAnswers.head(status, headers, lengthBytes, close || !keepAlive);
    if (exchange != null) {
      requests.sign(head, exchange.request());
    }
    answersInChunks = lengthBytes == LENGTH_UNKNOWN;
    send(head);
  }

  @Override
  public void write(ByteBuf bytes) {
    ByteBuf sent = answersInChunks ? ClientAnswers.chunk(bytes, allocator()) : bytes;
    context().write(sent, context().voidPromise());
  }

  @Override
  public void flush() {
    context().flush();
  }

  @Override
  public void finish(boolean close) {
    ChannelHandlerContext ctx = context();
    Exchange finished = exchange;
    exchange = null;
    continueExpected = false; // it is too late to ask for the body
    if (answersInChunks) {
      answersInChunks = false;
      ctx.write(ClientAnswers.lastChunk(), ctx.voidPromise());
    }
    if (finished != null) {
      lifecycle.ended(finished.request());
    }
    if (close) {
      linger(ctx);
    } else if (keepAlive) {
      state = State.IDLE;
      ctx.flush();
      nextRequest(ctx);
    } else {
      closeOnceSent(ctx);
    }
  }

  @Override
  public void abort() {
    state = State.CLOSED;
    if (exchange != null) {
      lifecycle.ended(exchange.request());
      exchange = null;
    }
    context().close();
  }

  /** Ends what waits for the client in vain. */
  private void checkSilence(ChannelHandlerContext ctx) {
    silence.look(ctx.channel());
    switch (state) {
      case IDLE -> {
        Duration timeout = silence.leavesBytes() ? timeouts.idle() : timeouts.keepAlive();
        if (silence.lasts(timeout) || decoder.isHeadOlderThan(timeouts.idle())) {
          ctx.close();
        }
      }
      case EXCHANGING -> {
        // Without a pending read it is the store that is waited for, with a time-out of its own.
        if ((readPending || !isWritable())
            && silence.lasts(timeouts.idle())
            && exchange != null
            && exchange.awaitsClient()) {
          exchange.fail(new S3Exception(S3Error.REQUEST_TIMEOUT));
        }
      }
      case LINGERING, CLOSED -> {
        if (silence.lasts(timeouts.idle()) || (lingering != null && lingering.isOver())) {
          ctx.close(); // it does not take what it was sent
        }
      }
    }
  }

  private void receive() {
    if (!readPending && state != State.CLOSED) {
      readPending = true;
      silence.restart();
      context().read();
    }
  }

  private void receiveHead(ChannelHandlerContext ctx, HttpRequest head) {
    if (!requests.isAcceptable(head)) {
      send(requests.rejection(head));
      linger(ctx);
      return;
    }
    state = State.EXCHANGING;
    keepAlive = HttpUtil.isKeepAlive(head) && !lifecycle.isDraining();
    takesChunks = head.protocolVersion().isKeepAliveDefault(); // as of HTTP/1.1
    continueExpected = HttpUtil.is100ContinueExpected(head);
    ClientRequest request = requests.receive(ctx.channel(), head);
    lifecycle.began(request);
    exchange =
        new Exchange(
            this, backend, ctx.channel().eventLoop(), planner, request, timeouts.patience());
    if (request.lengthBytes() == 0) {
      exchange.body().onEnd();
    }
    exchange.start();
  }

  private void receiveBody(ByteBuf bytes) {
    if (exchange != null && bytes.isReadable()) {
      exchange.request().trace().received(bytes.readableBytes());
      exchange.body().onBytes(bytes.retain());
    }
  }

  private void receiveEnd() {
    if (state == State.LINGERING) {
      closeOnceSent(context());
    } else if (exchange != null && !exchange.body().isEnded()) {
      exchange.body().onEnd();
    }
  }

  /** The chunks of the body do not follow RFC 9112, section 7.1: where it ends is not known. */
  private void receiveGarbage() {
    if (exchange != null) {
      exchange.fail(new S3Exception(S3Error.INVALID_REQUEST));
    } else {
      closeOnceSent(context());
    }
  }

  /** Sends the end of the last answer to a client that has not sent all of its request. */
  private void linger(ChannelHandlerContext ctx) {
    state = State.LINGERING;
    lingering = new Lingering(ctx, timeouts.idle());
    read();
  }

  /**
   * Closes behind what is queued: closing at once would drop it. Until then nothing is read any
   * more: from a client that took no answers a refused request's bytes came for ever, and the
   * decoder, which waits for the next request, kept them all.
   */
  private void closeOnceSent(ChannelHandlerContext ctx) {
    state = State.CLOSED;
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /**
   * Lets the decoder go on, from the event loop's queue: it may be the decoder that is on the stack
   * now. A client that takes no answers is asked for no requests: some 17 MB of them, unsigned and
   * pipelined, once filled all direct memory with refusals.
   */
  private void nextRequest(ChannelHandlerContext ctx) {
    silence.restart();
    ctx.executor()
        .execute(() -> {
          if (state == State.IDLE && isWritable()) {
            decoder.next(ctx.pipeline().context(decoder));
            if (state == State.IDLE) { // else the exchange asks for its body when it wants it
              read();
            }
          }
        });
  }

  private void send(HeadWriter head) {
    ByteBuf bytes = allocator().ioBuffer(head.lengthBytes() + 2);
    head.writeTo(bytes);
    context().write(bytes, context().voidPromise());
  }

  private ChannelHandlerContext context() {
    ChannelHandlerContext ctx = context;
    if (ctx == null) {
      throw new IllegalStateException("the channel is not active yet");
    }
    return ctx;
  }
}
