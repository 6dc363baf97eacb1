package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.sealgate.crypto.Transform;
import io.sealgate.proxy.backend.BackendConnection;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendListener;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.backend.ResponseCollector;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A body streaming through a transform to the backend. Reads from its source only while the
 * backend's connection is writable, so that a transfer holds a few frames whatever its size.
 */
final class UploadLeg implements BodySink, BackendListener {

  private final Exchange exchange;
  private final BodySource source;
  private final ByteBufAllocator allocator;
  private final Transform transform;
  private final long storedBytes;
  private final ResponseCollector answer;
  private @Nullable BackendConnection connection;
  private boolean readWanted;
  private boolean complete;
  private boolean cancelled;
  private long writtenBytes;

  UploadLeg(
      Exchange exchange,
      BodySource source,
      ByteBufAllocator allocator,
      Transform transform,
      long storedBytes,
      int answerLimitBytes,
      Consumer<BackendResponse> then) {
    this.exchange = exchange;
    this.source = source;
    this.allocator = allocator;
    this.transform = transform;
    this.storedBytes = storedBytes;
    this.answer =
        new ResponseCollector(
            answerLimitBytes,
            (response, failure) -> {
              if (response != null) {
                then.accept(response);
              } else if (failure != null) {
                exchange.fail(failure);
              }
            });
  }

  /** Whether the backend has been sent the whole body. */
  boolean isComplete() {
    return complete;
  }

  /** Gives the transfer up: the backend's connection is cut, so that it commits nothing. */
  void cancel() {
    cancelled = true;
    connection = null;
    answer.cancel();
  }

  @Override
  public void onConnected(BackendConnection opened) {
    answer.onConnected(opened);
    if (cancelled) {
      return;
    }
    connection = opened;
    source.deliverTo(this);
  }

  @Override
  public void onBytes(ByteBuf bytes) {
    BackendConnection to = connection;
    if (to == null) {
      bytes.release();
      return;
    }
    try {
      send(to, Piping.update(transform, bytes, allocator));
    } catch (RuntimeException | Error failure) {
      exchange.fail(failure);
    }
  }

  @Override
  public void onEnd() {
    BackendConnection to = connection;
    if (to == null) {
      return;
    }
    try {
      send(to, Piping.finish(transform, allocator));
      if (writtenBytes != storedBytes) {
        throw new IllegalStateException(
            "the stored form has "
                + writtenBytes
                + " bytes, not the "
                + storedBytes
                + " announced");
      }
      complete = true;
      to.endRequest();
    } catch (RuntimeException | Error failure) {
      exchange.fail(failure);
    }
  }

  @Override
  public void onReadComplete() {
    BackendConnection to = connection;
    if (to != null) {
      if (storedBytes > 0) { // an empty body is sent once it has been verified, with its head
        to.flush();
      }
      readWanted = !to.isWritable();
      if (!readWanted) {
        source.read();
      }
    }
  }

  @Override
  public void onWritabilityChanged() {
    if (readWanted && connection != null && connection.isWritable()) {
      readWanted = false;
      source.read();
    }
  }

  @Override
  public void onHead(BackendHead head) {
    answer.onHead(head);
  }

  @Override
  public void onBody(ByteBuf bytes) {
    answer.onBody(bytes);
  }

  @Override
  public void onEndOfAnswer() {
    connection = null;
    answer.onEndOfAnswer();
  }

  @Override
  public void onAnswerReadComplete() {
    answer.onAnswerReadComplete();
  }

  @Override
  public void onFailure(BackendException failure) {
    connection = null;
    answer.onFailure(failure);
  }

  private void send(BackendConnection to, ByteBuf stored) {
    if (!stored.isReadable()) {
      stored.release();
      return;
    }
    writtenBytes += stored.readableBytes();
    if (writtenBytes > storedBytes) {
      stored.release();
      throw new IllegalStateException("the stored form is longer than announced");
    }
    to.write(stored);
  }
}
