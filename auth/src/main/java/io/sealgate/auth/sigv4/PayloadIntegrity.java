package io.sealgate.auth.sigv4;

import java.security.MessageDigest;
import java.util.Objects;

/**
 * What a signature says about the body: the meaning of {@code x-amz-content-sha256} (S3 API
 * reference, "Authenticating Requests: Using the Authorization Header").
 */
public sealed interface PayloadIntegrity {

  /** {@code UNSIGNED-PAYLOAD}, also a presigned URL that says nothing: any body will do. */
  record Unsigned() implements PayloadIntegrity {}

  /**
   * The body's SHA-256.
   *
   * @param hex 64 digits in lower case
   */
  record Sha256(String hex) implements PayloadIntegrity {

    /** Checks the form. */
    public Sha256 {
      if (!Hex.isSha256(hex)) {
        throw new IllegalArgumentException("not a SHA-256 in lower-case hex");
      }
    }

    /** The value for these 32 bytes. */
    public static Sha256 of(byte[] digest) {
      return new Sha256(Hex.of(digest));
    }

    /**
     * Whether a body with that digest is the one that was signed.
     *
     * @param digest the SHA-256 of the body, 32 bytes
     */
    public boolean matches(byte[] digest) {
      return MessageDigest.isEqual(Hex.bytes(hex), digest);
    }
  }

  /**
   * {@code STREAMING-AWS4-HMAC-SHA256-PAYLOAD} and {@code …-TRAILER}: the body is aws-chunked, and
   * every chunk carries a signature that covers the one before.
   *
   * @param seed where the chain of signatures starts
   * @param trailer whether signed trailing headers follow the last chunk
   */
  record SignedChunks(ChunkSeed seed, boolean trailer) implements PayloadIntegrity {

    /** Checks that nothing is missing. */
    public SignedChunks {
      Objects.requireNonNull(seed);
    }
  }

  /**
   * {@code STREAMING-UNSIGNED-PAYLOAD-TRAILER}: the body is aws-chunked without signatures and ends
   * with trailing headers.
   */
  record UnsignedTrailer() implements PayloadIntegrity {}
}
