package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.sealgate.proxy.backend.BackendConnection;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The backend's body on its way to whoever takes it: the client, another backend connection, or
 * memory. It waits unread until a plan says who that is; what came together with the head is at
 * most what one read brings.
 */
final class DownloadLeg implements BackendListener, BodySource {

  private enum State {
    AWAITING_HEAD,
    /** Nobody takes the body yet. */
    PAUSED,
    DELIVERING,
    DONE
  }

  private final Exchange exchange;
  private final Consumer<BackendHead> onHead;
  private final Deque<ByteBuf> early = new ArrayDeque<>(2);
  private State state = State.AWAITING_HEAD;
  private boolean ended;
  private @Nullable BackendConnection connection;
  private @Nullable BodySink sink;

  DownloadLeg(Exchange exchange, Consumer<BackendHead> onHead) {
    this.exchange = exchange;
    this.onHead = onHead;
  }

  @Override
  public void deliverTo(BodySink taker) {
    if (state != State.PAUSED) {
      throw new IllegalStateException("there is no body to deliver");
    }
    state = State.DELIVERING;
    sink = taker;
    ByteBuf bytes;
    while (state != State.DONE && (bytes = early.pollFirst()) != null) {
      taker.onBytes(bytes);
    }
    if (state == State.DONE) {
      return;
    }
    if (ended) {
      complete(taker);
    } else {
      taker.onReadComplete();
    }
  }

  @Override
  public void read() {
    if (connection != null) {
      connection.read();
    }
  }

  /** Gives the body up; its connection is cut unless all of it has come. */
  void cancel() {
    state = State.DONE;
    sink = null;
    ByteBuf bytes;
    while ((bytes = early.pollFirst()) != null) {
      bytes.release();
    }
    if (connection != null) {
      connection.abort();
      connection = null;
    }
  }

  @Override
  public void onConnected(BackendConnection opened) {
    if (state == State.DONE) {
      opened.abort(); // given up while it was being connected
      return;
    }
    connection = opened;
  }

  @Override
  public void onHead(BackendHead head) {
    state = State.PAUSED;
    onHead.accept(head);
  }

  @Override
  public void onBody(ByteBuf bytes) {
    BodySink taker = sink;
    if (taker != null) {
      taker.onBytes(bytes);
    } else if (state == State.PAUSED) {
      early.addLast(bytes);
    } else {
      bytes.release();
    }
  }

  @Override
  public void onAnswerReadComplete() {
    if (sink != null) {
      sink.onReadComplete();
    }
  }

  @Override
  public void onEndOfAnswer() {
    connection = null;
    ended = true;
    if (sink != null) {
      complete(sink);
    }
  }

  @Override
  public void onWritabilityChanged() {}

  @Override
  public void onFailure(BackendException failure) {
    connection = null;
    if (state != State.DONE) {
      exchange.fail(failure);
    }
  }

  private void complete(BodySink taker) {
    state = State.DONE;
    sink = null;
    taker.onEnd();
  }
}
