package io.sealgate.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A blocking connection to a target. Used by one thread at a time. */
sealed interface Wire extends AutoCloseable permits PlainWire, TlsWire {

  /** Sends all that the buffers hold. */
  void write(ByteBuffer[] buffers) throws IOException;

  /**
   * Receives at least one byte.
   *
   * @param buffer has room
   * @return how many bytes, or -1 when the target closed the connection
   */
  int read(ByteBuffer buffer) throws IOException;

  @Override
  void close() throws IOException;
}
