package io.sealgate.proxy.backend;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Receives an answer whole, up to a limit: for everything that is not an object's body. */
public final class ResponseCollector implements BackendListener {

  private final int limitBytes;
  private final BiConsumer<@Nullable BackendResponse, @Nullable BackendException> then;
  private @Nullable BackendConnection connection;
  private @Nullable BackendHead head;
  private ByteBuf body = Unpooled.EMPTY_BUFFER;
  private boolean done;

  /**
   * A collector for one answer.
   *
   * @param limitBytes the most that the body may have
   * @param then receives either the answer or the failure, once
   */
  public ResponseCollector(
      int limitBytes, BiConsumer<@Nullable BackendResponse, @Nullable BackendException> then) {
    this.limitBytes = limitBytes;
    this.then = then;
  }

  /** Gives the request up; nothing more is delivered. */
  public void cancel() {
    done = true;
    body.release();
    body = Unpooled.EMPTY_BUFFER;
    if (connection != null) {
      connection.abort();
    }
  }

  @Override
  public void onConnected(BackendConnection connection) {
    this.connection = connection;
    if (done) {
      connection.abort();
    }
  }

  @Override
  public void onHead(BackendHead head) {
    this.head = head;
  }

  @Override
  public void onBody(ByteBuf bytes) {
    try {
      if (body.readableBytes() + bytes.readableBytes() > limitBytes) {
        fail(new BackendException("the backend's answer is longer than " + limitBytes + " bytes"));
        return;
      }
      if (body.capacity() == 0) {
        body = Unpooled.buffer(bytes.readableBytes(), limitBytes);
      }
      body.writeBytes(bytes);
    } finally {
      bytes.release();
    }
  }

  @Override
  public void onAnswerReadComplete() {
    if (!done && connection != null) {
      connection.read();
    }
  }

  @Override
  public void onEndOfAnswer() {
    BackendHead answered = head;
    connection = null;
    if (done || answered == null) {
      return;
    }
    done = true;
    byte[] bytes = new byte[body.readableBytes()];
    body.readBytes(bytes);
    body.release();
    body = Unpooled.EMPTY_BUFFER;
    then.accept(new BackendResponse(answered, bytes), null);
  }

  @Override
  public void onWritabilityChanged() {}

  @Override
  public void onFailure(BackendException failure) {
    connection = null;
    fail(failure);
  }

  private void fail(BackendException failure) {
    if (!done) {
      cancel();
      then.accept(null, failure);
    }
  }
}
