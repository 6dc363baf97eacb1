package io.sealgate.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * The body of known length that follows a head: it passes as slices of the receive buffer, however
 * large those are.
 *
 * <p>Netty's decoder would cut it into pieces of 8 KiB with an object each, which costs more CPU
 * than the cipher.
 */
final class RawBody {

  private long remainingBytes;

  /** Whether the bytes that come next belong to a body. */
  boolean isOpen() {
    return remainingBytes > 0;
  }

  /**
   * Looks at what the decoder has just put out: a head alone means that a body of known length
   * follows. A head that has none, or a chunked one, is left to the decoder.
   */
  void openAfter(List<Object> out) {
    if (!out.isEmpty()
        && out.get(out.size() - 1) instanceof HttpMessage head
        && !(head instanceof LastHttpContent)
        && head.decoderResult().isSuccess() // else its length may be none
        && !HttpUtil.isTransferEncodingChunked(head)) {
      remainingBytes = Math.max(0, HttpUtil.getContentLength(head, 0L));
    }
  }

  /**
   * Moves what is there of the body to {@code out}, and the end marker behind its last byte.
   *
   * @param in borrowed; the slices put out hold references of their own
   * @return whether the body is complete
   */
  boolean pass(ByteBuf in, List<Object> out) {
    int bytes = (int) Math.min(in.readableBytes(), remainingBytes);
    if (bytes > 0) {
      out.add(in.readRetainedSlice(bytes));
      remainingBytes -= bytes;
    }
    if (remainingBytes == 0) {
      out.add(LastHttpContent.EMPTY_LAST_CONTENT);
      return true;
    }
    return false;
  }
}
