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
final class ClientBody {

  /** Takes the body. */
  interface Consumer {

    /** A piece; takes ownership of {@code bytes}. */
    void onBytes(ByteBuf bytes);

    /** The body is complete. */
    void onEnd();

    /** What one read brought has been delivered. */
    void onReadComplete();
  }

  private final Deque<ByteBuf> early = new ArrayDeque<>(2);
  private @Nullable Consumer consumer;
  private boolean ended;
  private boolean discarding;

  /** Whether all of the body has come. */
  boolean isEnded() {
    return ended;
  }

  /** Whether somebody takes the body now. */
  boolean isWanted() {
    return consumer != null && !ended;
  }

  /** Hands over what came early, and from now on what comes. */
  void deliverTo(Consumer taker) {
    if (discarding) {
      return;
    }
    consumer = taker;
    ByteBuf bytes;
    while (!discarding && (bytes = early.pollFirst()) != null) {
      taker.onBytes(bytes);
    }
    if (discarding) {
      return;
    }
    if (ended) {
      consumer = null;
      taker.onEnd();
    } else {
      taker.onReadComplete();
    }
  }

  /** Drops what has come and what will. */
  void discard() {
    discarding = true;
    consumer = null;
    ByteBuf bytes;
    while ((bytes = early.pollFirst()) != null) {
      bytes.release();
    }
  }

  /** A piece came from the client; takes ownership of it. */
  void onBytes(ByteBuf bytes) {
    if (discarding) {
      bytes.release();
    } else if (consumer != null) {
      consumer.onBytes(bytes);
    } else {
      early.addLast(bytes);
    }
  }

  /** The client's body is complete. */
  void onEnd() {
    ended = true;
    Consumer taker = consumer;
    consumer = null;
    if (taker != null) {
      taker.onEnd();
    }
  }

  /** What one read of the client's connection brought has been delivered. */
  void onReadComplete() {
    if (consumer != null) {
      consumer.onReadComplete();
    }
  }
}
