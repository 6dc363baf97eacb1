package io.sealgate.proxy.backend;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.sealgate.proxy.http.NettyHeaders;
import io.sealgate.proxy.http.ResponseDecoder;
import io.sealgate.proxy.http.Silence;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the store: carries one request at a time and hands the answer to its listener.
 * Never retries, never queues: bytes are read only when asked for. All calls are made on its event
 * loop.
 */
public final class BackendConnection extends ChannelInboundHandlerAdapter {

  /** What the connection is doing. */
  private enum State {
    IDLE,
    AWAITING_HEAD,
    RECEIVING,
    CLOSED
  }

  /** How often within the time-out to look whether it is over. */
  private static final int CHECKS = 4;

  private final BackendPool pool;
  private final Channel channel;
  private final ResponseDecoder decoder;
  private final Duration idleTimeout;
  private final AnswerTimes answerTimes;
  private final Silence silence = new Silence();
  private @Nullable Future<?> silenceCheck;
  private State state = State.IDLE;
  private @Nullable BackendListener listener;
  private @Nullable ChunkedBody framing;
  private boolean requestComplete = true;
  private boolean keepAlive = true;
  private boolean reused;
  private boolean readPending;
  private long idleSinceNanos;
  private String method = "";
  private long sentNanos;

  BackendConnection(
      BackendPool pool,
      Channel channel,
      ResponseDecoder decoder,
      Duration idleTimeout,
      AnswerTimes answerTimes) {
    this.answerTimes = answerTimes;
    this.pool = pool;
    this.channel = channel;
    this.decoder = decoder;
    this.idleTimeout = idleTimeout;
  }

  /**
   * Whether the store answered an earlier request on it, so that a failure may only mean that it
   * had timed out.
   */
  public boolean isReused() {
    return reused;
  }

  /** Whether it takes more bytes without queueing beyond its limit. */
  public boolean isWritable() {
    return channel.isWritable();
  }

  /**
   * Sends a request whose body is at hand.
   *
   * @param request the request, signed
   * @param body all of the body, borrowed
   * @param answers who receives the answer
   */
  void send(SignedRequest request, byte[] body, BackendListener answers) {
    begin(request, answers);
    requestComplete = true;
    byte[] head = request.head();
    // In one buffer, since a body that is held is small: one system call sends it.
    ByteBuf whole = channel.alloc().ioBuffer(head.length + body.length);
    channel.writeAndFlush(whole.writeBytes(head).writeBytes(body));
    read();
  }

  /**
   * Begins a request whose body follows by {@link #write}. The head waits for {@link #flush} or
   * {@link #endRequest}: to the store, a head that announces an empty body is a whole request.
   */
  void stream(SignedRequest request, BackendListener answers) {
    begin(request, answers);
    requestComplete = false;
    byte[] head = request.head();
    channel.write(channel.alloc().ioBuffer(head.length).writeBytes(head));
    read();
  }

  /** Queues a piece of the request's body; takes ownership of it. */
  public void write(ByteBuf bytes) {
    if (state == State.CLOSED) {
      bytes.release();
      return;
    }
    ChunkedBody frames = framing;
    if (frames == null) {
      channel.write(bytes);
    } else {
      frames.write(bytes, channel::write);
    }
  }

  /** Says that the request's body is complete. */
  public void endRequest() {
    ChunkedBody frames = framing;
    if (frames != null) {
      channel.write(frames.end());
    }
    requestComplete = true;
    sentNanos = System.nanoTime();
    silence.restart();
    channel.flush();
  }

  /** Sends what was queued. */
  public void flush() {
    channel.flush();
  }

  /** Asks for more of the answer. */
  public void read() {
    if (state != State.CLOSED && !readPending) {
      readPending = true;
      silence.restart();
      channel.read();
    }
  }

  /** Gives the connection up in whatever state it is; the listener hears nothing more. */
  public void abort() {
    listener = null;
    state = State.CLOSED;
    channel.close();
  }

  boolean isUsable() {
    return state == State.IDLE && keepAlive && requestComplete && channel.isActive();
  }

  long idleSinceNanos() {
    return idleSinceNanos;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    long checkMillis = Math.max(1, idleTimeout.toMillis() / CHECKS);
    silenceCheck =
        ctx.executor()
            .scheduleWithFixedDelay(
                this::checkSilence, checkMillis, checkMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      switch (message) {
        case HttpResponse head -> receiveHead(head);
        case ByteBuf bytes -> receiveBody(bytes);
        case LastHttpContent last when last.decoderResult().isFailure() ->
            fail(
                new BackendException(
                    "the backend's answer is not HTTP", last.decoderResult().cause()));
        case LastHttpContent last -> {
          receiveBody(last.content());
          complete();
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
    if (state == State.AWAITING_HEAD || state == State.IDLE) {
      read(); // an idle connection reads too, so that it hears when the store closes it
    }
    if (listener != null) {
      listener.onAnswerReadComplete();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (listener != null) {
      listener.onWritabilityChanged();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (silenceCheck != null) {
      silenceCheck.cancel(false);
    }
    fail(BackendException.connectionLost("the backend closed the connection", null));
  }

  @Override
  @SuppressWarnings(
      "deprecation") // Netty deprecates the method's place on ChannelHandler, not the override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(BackendException.connectionLost("the connection to the backend failed", cause));
  }

  /** Ends what waits for the store in vain. */
  private void checkSilence() {
    silence.look(channel);
    if (!silence.lasts(idleTimeout)) {
      return;
    }
    switch (state) {
      case AWAITING_HEAD -> {
        // It may be the client that sends nothing, and the client has a time-out of its own.
        if (requestComplete || !channel.isWritable()) {
          fail(new BackendException("the backend did not answer in time"));
        }
      }
      case RECEIVING -> {
        // Without a pending read it is the client who is slow, and the client has a time-out of
        // its own.
        if (readPending) {
          fail(new BackendException("the backend stopped sending"));
        }
      }
      case IDLE, CLOSED -> channel.close();
    }
  }

  private void begin(SignedRequest request, BackendListener answers) {
    if (state != State.IDLE) {
      throw new IllegalStateException("a request is under way");
    }
    state = State.AWAITING_HEAD;
    silence.restart();
    listener = answers;
    framing = request.framing();
    method = request.method();
    sentNanos = System.nanoTime();
    decoder.expect(method.equals("HEAD"));
  }

  private void receiveHead(HttpResponse head) {
    if (head.decoderResult().isFailure()) {
      fail(new BackendException("the backend's answer is not HTTP", head.decoderResult().cause()));
      return;
    }
    if (listener == null || state != State.AWAITING_HEAD) {
      fail(new BackendException("the backend answered without a request"));
      return;
    }
    if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
      return;
    }
    answerTimes.answered(method, head.status().code(), System.nanoTime() - sentNanos);
    state = State.RECEIVING;
    reused = true;
    keepAlive = HttpUtil.isKeepAlive(head);
    listener.onHead(
        new BackendHead(
            head.status().code(),
            new NettyHeaders(head.headers()),
            HttpUtil.getContentLength(head, -1L)));
  }

  private void receiveBody(ByteBuf bytes) {
    if (listener != null && state == State.RECEIVING && bytes.isReadable()) {
      listener.onBody(bytes.retain());
    }
  }

  private void complete() {
    if (state != State.RECEIVING) {
      return; // the end of an interim answer, or of one that nobody waits for any more
    }
    BackendListener answered = listener;
    listener = null;
    state = State.IDLE;
    idleSinceNanos = System.nanoTime();
    pool.release(this);
    if (answered != null) {
      answered.onEndOfAnswer();
    }
  }

  private void fail(BackendException failure) {
    BackendListener failed = listener;
    if (failed != null && state == State.AWAITING_HEAD) {
      answerTimes.answered(method, 0, System.nanoTime() - sentNanos);
    }
    listener = null;
    state = State.CLOSED;
    channel.close();
    if (failed != null) {
      failed.onFailure(failure);
    }
  }

  void close() {
    channel.close();
  }
}
