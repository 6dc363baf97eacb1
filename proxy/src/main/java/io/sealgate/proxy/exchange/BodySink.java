package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;

/** Takes a body, piece by piece, from a {@link BodySource}. */
interface BodySink {

  /** A piece; takes ownership of {@code bytes}. */
  void onBytes(ByteBuf bytes);

  /** The body is complete. */
  void onEnd();

  /**
   * What one read brought has been delivered: the time to flush what was made of it and to ask for
   * more.
   */
  void onReadComplete();
}
