package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sealgate.proxy.backend.BackendConnection;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The backend's body on its way to the client. It waits unread until a plan says what becomes of
 * it, then streams through a transform; reads from the backend only while the client's connection
 * is writable.
 */
final class DownloadLeg implements BackendListener {

  private enum State {
    AWAITING_HEAD,
    PAUSED,
    COLLECTING,
    RELAYING,
    DONE
  }

  private final Exchange exchange;
  private final ClientSide client;
  private final int collectLimitBytes;
  private final Consumer<BackendHead> onHead;
  private final Deque<ByteBuf> waiting = new ArrayDeque<>(2);
  private State state = State.AWAITING_HEAD;
  private boolean ended;
  private @Nullable BackendConnection connection;
  private ByteBuf collected = Unpooled.EMPTY_BUFFER;
  private @Nullable Consumer<byte[]> onCollected;
  private Plan.@Nullable Relay relay;
  private boolean headSent;
  private long sentBytes;

  DownloadLeg(
      Exchange exchange, ClientSide client, int collectLimitBytes, Consumer<BackendHead> onHead) {
    this.exchange = exchange;
    this.client = client;
    this.collectLimitBytes = collectLimitBytes;
    this.onHead = onHead;
  }

  /**
   * Whether the client has been sent the head of the answer, so that no error can be answered any
   * more.
   */
  boolean isHeadSent() {
    return headSent;
  }

  /** Whether the client is being sent an answer. */
  boolean isRelaying() {
    return state == State.RELAYING;
  }

  /** Takes the body into memory. */
  void collect(Consumer<byte[]> then) {
    state = State.COLLECTING;
    onCollected = then;
    collected = Unpooled.buffer(256, collectLimitBytes);
    deliverWaiting();
  }

  /** Streams the body to the client. */
  void relay(Plan.Relay plan) {
    state = State.RELAYING;
    relay = plan;
    deliverWaiting();
  }

  /** The client's connection takes more bytes again. */
  void onClientWritable() {
    if (state == State.RELAYING) {
      readOn();
    }
  }

  /** Gives the body up. */
  void cancel() {
    state = State.DONE;
    drop();
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
    switch (state) {
      case PAUSED -> waiting.addLast(bytes);
      case COLLECTING -> keep(bytes);
      case RELAYING -> pass(bytes);
      case AWAITING_HEAD, DONE -> bytes.release();
    }
  }

  @Override
  public void onAnswerReadComplete() {
    switch (state) {
      case COLLECTING, RELAYING -> readOn();
      case AWAITING_HEAD, PAUSED, DONE -> {}
    }
  }

  @Override
  public void onEndOfAnswer() {
    connection = null;
    ended = true;
    end();
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

  private void deliverWaiting() {
    ByteBuf bytes;
    while (state != State.DONE && (bytes = waiting.pollFirst()) != null) {
      onBody(bytes);
    }
    if (ended) {
      end();
    } else if (state != State.DONE) {
      readOn();
    }
  }

  private void end() {
    switch (state) {
      case COLLECTING -> {
        state = State.DONE;
        byte[] bytes = ByteBufUtil.getBytes(collected);
        drop();
        if (onCollected != null) {
          onCollected.accept(bytes);
        }
      }
      case RELAYING -> finishRelay();
      case AWAITING_HEAD, PAUSED, DONE -> {}
    }
  }

  private void keep(ByteBuf bytes) {
    try {
      if (collected.readableBytes() + bytes.readableBytes() > collectLimitBytes) {
        exchange.fail(
            new BackendException("the backend's answer is longer than " + collectLimitBytes));
      } else {
        collected.writeBytes(bytes);
      }
    } finally {
      bytes.release();
    }
  }

  private void pass(ByteBuf bytes) {
    Plan.Relay plan = relaying();
    try {
      send(plan, Piping.update(plan.body(), bytes, client.allocator()));
    } catch (RuntimeException | Error failure) {
      exchange.fail(failure);
    }
  }

  private void finishRelay() {
    Plan.Relay plan = relaying();
    try {
      send(plan, Piping.finish(plan.body(), client.allocator()));
      if (sentBytes != plan.lengthBytes()) {
        throw new BackendException(
            "the body has " + sentBytes + " bytes, not the " + plan.lengthBytes() + " announced");
      }
      sendHead(plan); // of an empty body
    } catch (RuntimeException | Error failure) {
      exchange.fail(failure);
      return;
    }
    state = State.DONE;
    exchange.relayed(plan, sentBytes);
  }

  private void send(Plan.Relay plan, ByteBuf bytes) {
    if (!bytes.isReadable()) {
      bytes.release();
      return;
    }
    if (sentBytes + bytes.readableBytes() > plan.lengthBytes()) {
      bytes.release();
      throw new BackendException(
          "the body is longer than the " + plan.lengthBytes() + " announced");
    }
    try {
      sendHead(plan);
    } catch (RuntimeException | Error failure) {
      bytes.release();
      throw failure;
    }
    sentBytes += bytes.readableBytes();
    client.write(bytes);
  }

  private void sendHead(Plan.Relay plan) {
    if (!headSent) {
      client.writeHead(plan.status(), plan.headers(), plan.lengthBytes(), exchange.mustClose());
      headSent = true;
    }
  }

  private void readOn() {
    if (state == State.RELAYING) {
      client.flush();
      if (!client.isWritable()) {
        return;
      }
    }
    if (connection != null) {
      connection.read();
    }
  }

  private Plan.Relay relaying() {
    Plan.Relay plan = relay;
    if (plan == null) {
      throw new IllegalStateException("nothing is being relayed");
    }
    return plan;
  }

  private void drop() {
    ByteBuf bytes;
    while ((bytes = waiting.pollFirst()) != null) {
      bytes.release();
    }
    collected.release();
    collected = Unpooled.EMPTY_BUFFER;
  }
}
