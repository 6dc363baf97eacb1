package io.sealgate.auth.sigv4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Verifies the signatures of an aws-chunked body as it streams by: each covers its chunk and the
 * signature before it (S3 API reference, "Signature Calculations … Transferring Payload in Multiple
 * Chunks" and "… Including Trailing Headers"). Knows nothing of the framing, holds no payload.
 *
 * <p>For each chunk, the empty last one included: {@link #update} with its bytes in pieces of any
 * size, then {@link #verify}. For a body with trailers: {@link #verifyTrailer} after the last
 * chunk. Used by one thread at a time; once a signature was wrong, every later one is.
 */
public final class ChunkSignatures {

  private final SigningKey key;
  private final String amzDate;
  private final MessageDigest payload = Sha256Digest.create();
  private final ByteText toSign = new ByteText(INITIAL_BYTES);
  private String previous;
  private boolean broken;

  ChunkSignatures(SigningKey key, String amzDate, String seed) {
    this.key = key;
    this.amzDate = amzDate;
    this.previous = seed;
  }

  /**
   * Adds payload of the chunk at hand.
   *
   * @param chunk consumed whole; direct or heap
   */
  public void update(ByteBuffer chunk) {
    payload.update(chunk);
  }

  /**
   * Ends the chunk at hand; the next {@link #update} belongs to the one after it.
   *
   * @param signature what stands behind {@code chunk-signature=}, of any form
   * @return whether it is the right one, found out in constant time
   */
  public boolean verify(String signature) {
    header("AWS4-HMAC-SHA256-PAYLOAD\n");
    toSign.append(EMPTY_SHA256).append('\n');
    return check(payload.digest(), signature);
  }

  /**
   * Ends the body.
   *
   * @param trailers the trailing headers without {@code x-amz-trailer-signature}, each as {@code
   *     name:value\n} with the name in lower case and no white space around the value; consumed
   * @param signature what stands in {@code x-amz-trailer-signature}, of any form
   * @return whether it is the right one, found out in constant time
   */
  public boolean verifyTrailer(ByteBuffer trailers, String signature) {
    header("AWS4-HMAC-SHA256-TRAILER\n");
    payload.reset();
    payload.update(trailers);
    return check(payload.digest(), signature);
  }

  private void header(String algorithm) {
    toSign.clear();
    toSign.append(algorithm).append(amzDate).append('\n').append(key.scope()).append('\n');
    toSign.append(previous).append('\n');
  }

  private boolean check(byte[] digest, String signature) {
    toSign.appendHex(digest);
    String expected = Hex.of(key.sign(toSign.array(), toSign.lengthBytes()));
    boolean equal =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.ISO_8859_1),
            signature.getBytes(StandardCharsets.UTF_8));
    broken |= !equal;
    previous = expected;
    return !broken;
  }

  private static final int INITIAL_BYTES = 320;
  private static final String EMPTY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
}
