package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.sealgate.auth.HeaderList;

/** The client's connection as an exchange sees it. All calls are made on its event loop. */
interface ClientSide {

  /** The length of an answer that is not known when it begins. */
  long LENGTH_UNKNOWN = -1;

  /** Where buffers for this connection come from. */
  ByteBufAllocator allocator();

  /** Whether it takes more bytes without queueing beyond its limit. */
  boolean isWritable();

  /** Asks for more of the request's body; says 100 Continue first where the client waits for it. */
  void read();

  /** Whether it takes an answer of unknown length: a body in chunks, as HTTP/1.1 has it. */
  boolean takesChunks();

  /** Queues the head of an answer, whose length may be {@link #LENGTH_UNKNOWN}. */
  void writeHead(int status, HeaderList headers, long lengthBytes, boolean close);

  /** Queues a piece of the answer's body; takes ownership of it. */
  void write(ByteBuf bytes);

  /** Sends what was queued. */
  void flush();

  /** The answer is complete: sends it, then goes on to the next request, or closes. */
  void finish(boolean close);

  /** Cuts the connection, so that the client sees that the answer is broken. */
  void abort();
}
