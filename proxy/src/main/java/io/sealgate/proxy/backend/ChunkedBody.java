package io.sealgate.proxy.backend;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * The aws-chunked framing around a body of known length, with its CRC32C behind it (S3 API
 * reference, "Signature calculations: trailing headers"). Since the length is known, each chunk's
 * is before its first byte has come: pieces pass as they are, none is collected or copied.
 */
final class ChunkedBody {

  /** What the trailer is called. */
  static final String TRAILER = "x-amz-checksum-crc32c";

  /**
   * Stores hold a whole chunk in memory; AWS demands 8 KiB, and MinIO takes no more than 16 MiB.
   */
  static final int CHUNK_BYTES = 256 * 1024;

  private static final String LINE_END = "\r\n";
  private static final byte[] FULL_CHUNK = head(CHUNK_BYTES);
  private static final byte[] NEXT_FULL_CHUNK =
      bytes(LINE_END + Integer.toHexString(CHUNK_BYTES) + LINE_END);
  private static final int CHECKSUM_CHARS = 8;
  private static final int END_BYTES =
      ("0" + LINE_END + TRAILER + ":" + LINE_END + LINE_END).length() + CHECKSUM_CHARS;

  private final CRC32C checksum = new CRC32C();
  private boolean begun;
  private long bodyRemainingBytes;
  private int chunkRemainingBytes;

  /** A body of that length. */
  ChunkedBody(long bodyBytes) {
    this.bodyRemainingBytes = bodyBytes;
  }

  /** The length of a framed body, from that of the body. */
  static long framedBytes(long bodyBytes) {
    long full = bodyBytes / CHUNK_BYTES;
    int rest = (int) (bodyBytes % CHUNK_BYTES);
    long restFraming = rest == 0 ? 0 : head(rest).length + LINE_END.length();
    return bodyBytes + full * (FULL_CHUNK.length + LINE_END.length()) + restFraming + END_BYTES;
  }

  /** The checksum of a whole body as headers carry it. */
  static String checksum(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    return base64(crc);
  }

  /**
   * Frames a piece of the body.
   *
   * @param piece ownership is taken
   * @param out is given what is to be sent, with its ownership
   * @throws IllegalStateException when the body is longer than was said
   */
  void write(ByteBuf piece, Consumer<ByteBuf> out) {
    if (piece.readableBytes() > bodyRemainingBytes) {
      piece.release();
      throw new IllegalStateException("the body is longer than was said");
    }
    for (ByteBuffer bytes : piece.nioBuffers()) {
      checksum.update(bytes);
    }
    while (piece.readableBytes() > chunkRemainingBytes) {
      if (chunkRemainingBytes > 0) {
        out.accept(piece.readRetainedSlice(chunkRemainingBytes));
        bodyRemainingBytes -= chunkRemainingBytes;
      }
      out.accept(nextChunk());
    }
    chunkRemainingBytes -= piece.readableBytes();
    bodyRemainingBytes -= piece.readableBytes();
    out.accept(piece);
  }

  /**
   * What follows the last piece.
   *
   * @throws IllegalStateException when the body is shorter than was said
   */
  ByteBuf end() {
    if (bodyRemainingBytes > 0) {
      throw new IllegalStateException("the body is shorter than was said");
    }
    return Unpooled.wrappedBuffer(
        bytes(
            (begun ? LINE_END : "")
                + "0"
                + LINE_END
                + TRAILER
                + ":"
                + base64(checksum)
                + LINE_END
                + LINE_END));
  }

  private ByteBuf nextChunk() {
    boolean first = !begun;
    begun = true;
    chunkRemainingBytes = (int) Math.min(CHUNK_BYTES, bodyRemainingBytes);
    if (chunkRemainingBytes == CHUNK_BYTES) {
      return Unpooled.wrappedBuffer(first ? FULL_CHUNK : NEXT_FULL_CHUNK);
    }
    byte[] head = head(chunkRemainingBytes);
    return first ? Unpooled.wrappedBuffer(head) : Unpooled.wrappedBuffer(bytes(LINE_END), head);
  }

  private static byte[] head(int chunkBytes) {
    return bytes(Integer.toHexString(chunkBytes) + LINE_END);
  }

  private static String base64(CRC32C crc) {
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
