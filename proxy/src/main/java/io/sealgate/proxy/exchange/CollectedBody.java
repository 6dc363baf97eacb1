package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.sealgate.proxy.backend.BackendException;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Takes a body of the backend's into memory as it is, up to a limit: error documents. */
final class CollectedBody implements BodySink {

  private final Exchange exchange;
  private final BodySource source;
  private final int limitBytes;
  private final Consumer<byte[]> then;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream(256);

  CollectedBody(Exchange exchange, BodySource source, int limitBytes, Consumer<byte[]> then) {
    this.exchange = exchange;
    this.source = source;
    this.limitBytes = limitBytes;
    this.then = then;
  }

  @Override
  public void onBytes(ByteBuf bytes) {
    try {
      if (collected.size() + bytes.readableBytes() > limitBytes) {
        exchange.fail(new BackendException("the backend's answer is longer than " + limitBytes));
      } else {
        collected.writeBytes(ByteBufUtil.getBytes(bytes));
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void onEnd() {
    then.accept(collected.toByteArray());
  }

  @Override
  public void onReadComplete() {
    source.read();
  }
}
