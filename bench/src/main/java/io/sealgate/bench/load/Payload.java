package io.sealgate.bench.load;

import io.sealgate.auth.sigv4.OutboundPayload;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.RunningChecksum;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A body that is sent again and again: one block of random bytes, repeated as often as it takes.
 * Hashes and checksums are computed once, when it is made.
 *
 * @param bytes length of the object
 * @param before framing before the object's bytes, in ASCII
 * @param after framing behind them, in ASCII
 * @param signed what the signature says of it
 * @param headers what its request carries besides
 */
public record Payload(
    long bytes, String before, String after, OutboundPayload signed, Map<String, String> headers) {

  /** As long as what is sent with one call. */
  public static final int BLOCK_BYTES = 1 << 20;

  private static final ByteBuffer BLOCK = randomBlock();

  /** No body at all. */
  public static final Payload EMPTY = new Payload(0, "", "", OutboundPayload.EMPTY, Map.of());

  /** A body that is not signed. */
  public static Payload unsigned(long bytes) {
    return new Payload(
        bytes, "", "", OutboundPayload.UNSIGNED, Map.of("content-length", "" + bytes));
  }

  /** A body whose SHA-256 is signed. */
  public static Payload signed(long bytes) {
    byte[] digest = digest(ChecksumAlgorithm.SHA256, bytes);
    return new Payload(
        bytes, "", "", OutboundPayload.sha256(digest), Map.of("content-length", "" + bytes));
  }

  /** A body whose SHA-256 is signed, with a checksum in a header. */
  static Payload signedWith(ChecksumAlgorithm algorithm, long bytes) {
    Payload signed = signed(bytes);
    Map<String, String> headers = new LinkedHashMap<>(signed.headers());
    headers.put(algorithm.header(), algorithm.encode(digest(algorithm, bytes)));
    return new Payload(bytes, "", "", signed.signed(), headers);
  }

  /** A small document, in ASCII. */
  public static Payload document(String text) {
    return new Payload(
        0, text, "", OutboundPayload.UNSIGNED, Map.of("content-length", "" + text.length()));
  }

  /** An aws-chunked body of one chunk, with a checksum behind it. */
  public static Payload withTrailer(ChecksumAlgorithm algorithm, long bytes) {
    String value = algorithm.encode(digest(algorithm, bytes));
    String before = Long.toHexString(bytes) + "\r\n";
    String after = "\r\n0\r\n" + algorithm.header() + ":" + value + "\r\n\r\n";
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-encoding", "aws-chunked");
    headers.put("content-length", "" + (before.length() + bytes + after.length()));
    headers.put("x-amz-decoded-content-length", "" + bytes);
    headers.put("x-amz-trailer", algorithm.header());
    return new Payload(bytes, before, after, OutboundPayload.UNSIGNED_TRAILER, headers);
  }

  /** The first bytes of the block, at most so many, in a buffer of their own. */
  public static ByteBuffer block(long mostBytes) {
    return BLOCK.duplicate().limit((int) Math.min(mostBytes, BLOCK_BYTES));
  }

  private static byte[] digest(ChecksumAlgorithm algorithm, long bytes) {
    RunningChecksum checksum = algorithm.start();
    for (long left = bytes; left > 0; left -= BLOCK_BYTES) {
      checksum.update(block(left));
    }
    return checksum.value();
  }

  private static ByteBuffer randomBlock() {
    byte[] bytes = new byte[BLOCK_BYTES];
    new Random(20_261_122).nextBytes(bytes);
    return ByteBuffer.allocateDirect(BLOCK_BYTES).put(bytes).flip();
  }
}
