package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.telemetry.RequestTrace;

/**
 * A body streaming through a transform to the client. Reads from its source only while the client's
 * connection is writable; sends the head of the answer with the first bytes that the transform
 * releases.
 */
final class ClientRelay implements BodySink {

  private final Exchange exchange;
  private final ClientSide client;
  private final BodySource source;
  private final Plan.Relay plan;
  private boolean headSent;
  private long sentBytes;

  ClientRelay(Exchange exchange, ClientSide client, BodySource source, Plan.Relay plan) {
    this.exchange = exchange;
    this.client = client;
    this.source = source;
    this.plan = plan;
  }

  /**
   * Whether the client has been sent the head of the answer, so that no error can be answered any
   * more.
   */
  boolean isHeadSent() {
    return headSent;
  }

  /** Says what the client was sent, be it all or not. */
  void tell(RequestTrace trace) {
    if (headSent) {
      trace.answered(plan.status());
      trace.sent(sentBytes);
    }
  }

  /** The client's connection takes more bytes again. */
  void onClientWritable() {
    onReadComplete();
  }

  @Override
  public void onBytes(ByteBuf bytes) {
    try {
      send(Piping.update(plan.body(), bytes, client.allocator()));
    } catch (RuntimeException | Error failure) {
      exchange.fail(failure);
    }
  }

  @Override
  public void onEnd() {
    try {
      send(Piping.finish(plan.body(), client.allocator()));
      if (sentBytes != plan.lengthBytes()) {
        throw new BackendException(
            "the body has " + sentBytes + " bytes, not the " + plan.lengthBytes() + " announced");
      }
      sendHead(); // of an empty body
    } catch (RuntimeException | Error failure) {
      exchange.fail(failure);
      return;
    }
    exchange.relayed();
  }

  @Override
  public void onReadComplete() {
    client.flush();
    if (client.isWritable()) {
      source.read();
    }
  }

  private void send(ByteBuf bytes) {
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
      sendHead();
    } catch (RuntimeException | Error failure) {
      bytes.release();
      throw failure;
    }
    sentBytes += bytes.readableBytes();
    client.write(bytes);
  }

  private void sendHead() {
    if (!headSent) {
      client.writeHead(plan.status(), plan.headers(), plan.lengthBytes(), exchange.mustClose());
      headSent = true;
    }
  }
}
