package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
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
 * The client's body streaming through a transform to the backend. Reads from the client only while
 * the backend's connection is writable, so that a transfer holds a few frames whatever its size.
 */
final class UploadLeg implements ClientBody.Consumer, BackendListener {

  private final Exchange exchange;
  private final ClientSide client;
  private final ClientBody body;
  private final Transform transform;
  private final long storedBytes;
  private final ResponseCollector answer;
  private @Nullable BackendConnection connection;
  private boolean clientReadWanted;
  private boolean cancelled;
  private long writtenBytes;

  UploadLeg(
      Exchange exchange,
      ClientSide client,
      ClientBody body,
      Transform transform,
      long storedBytes,
      int answerLimitBytes,
      Consumer<BackendResponse> then) {
    this.exchange = exchange;
    this.client = client;
    this.body = body;
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
    body.deliverTo(this);
  }

  @Override
  public void onBytes(ByteBuf bytes) {
    BackendConnection to = connection;
    if (to == null) {
      bytes.release();
      return;
    }
    try {
      send(to, Piping.update(transform, bytes, client.allocator()));
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
      send(to, Piping.finish(transform, client.allocator()));
      if (writtenBytes != storedBytes) {
        throw new IllegalStateException(
            "the stored form has "
                + writtenBytes
                + " bytes, not the "
                + storedBytes
                + " announced");
      }
      to.endRequest();
    } catch (RuntimeException | Error failure) {
      exchange.fail(failure);
    }
  }

  @Override
  public void onReadComplete() {
    BackendConnection to = connection;
    if (to != null) {
      to.flush();
      clientReadWanted = !to.isWritable();
      if (!clientReadWanted) {
        client.read();
      }
    }
  }

  @Override
  public void onWritabilityChanged() {
    if (clientReadWanted && connection != null && connection.isWritable()) {
      clientReadWanted = false;
      client.read();
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
    to.write(stored);
  }
}
