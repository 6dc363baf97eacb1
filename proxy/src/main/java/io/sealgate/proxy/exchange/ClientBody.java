package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The body of the client's request on its way to whoever takes it. What came together with the head
 * waits here until a plan wants it: at most what one read brings, since nothing more is asked for
 * before.
 */
final class ClientBody implements BodySource {

  private final ClientSide client;
  private final Deque<ByteBuf> early = new ArrayDeque<>(2);
  private @Nullable BodySink sink;
  private boolean ended;
  private boolean discarding;

  ClientBody(ClientSide client) {
    this.client = client;
  }

  /** Whether all of the body has come. */
  boolean isEnded() {
    return ended;
  }

  /** Whether somebody takes the body now. */
  boolean isWanted() {
    return sink != null && !ended;
  }

  @Override
  public void deliverTo(BodySink taker) {
    if (discarding) {
      return;
    }
    sink = taker;
    ByteBuf bytes;
    while (!discarding && (bytes = early.pollFirst()) != null) {
      taker.onBytes(bytes);
    }
    if (discarding) {
      return;
    }
    if (ended) {
      sink = null;
      taker.onEnd();
    } else {
      taker.onReadComplete();
    }
  }

  @Override
  public void read() {
    client.read();
  }

  /** Drops what has come and what will. */
  void discard() {
    discarding = true;
    sink = null;
    ByteBuf bytes;
    while ((bytes = early.pollFirst()) != null) {
      bytes.release();
    }
  }

  /** A piece came from the client; takes ownership of it. */
  void onBytes(ByteBuf bytes) {
    if (discarding) {
      bytes.release();
    } else if (sink != null) {
      sink.onBytes(bytes);
    } else {
      early.addLast(bytes);
    }
  }

  /** The client's body is complete. */
  void onEnd() {
    ended = true;
    BodySink taker = sink;
    sink = null;
    if (taker != null) {
      taker.onEnd();
    }
  }

  /** What one read of the client's connection brought has been delivered. */
  void onReadComplete() {
    if (sink != null) {
      sink.onReadComplete();
    }
  }
}
