package io.sealgate.auth.sigv4;

import io.sealgate.auth.Credentials;
import java.util.Objects;

/**
 * Where the chain of chunk signatures starts: the request's own signature, its date and scope, and
 * the key. A value that can be held; the chain itself is a {@link ChunkSignatures}.
 */
public final class ChunkSeed {

  private final SigningKey key;
  private final String amzDate;
  private final String signature;

  ChunkSeed(SigningKey key, String amzDate, String signature) {
    this.key = Objects.requireNonNull(key);
    this.amzDate = Objects.requireNonNull(amzDate);
    this.signature = Objects.requireNonNull(signature);
  }

  /**
   * A seed from its parts, for whoever has no request at hand.
   *
   * @param credentials the signer's access key
   * @param service whom the request was signed for
   * @param amzDate the request's date, {@code yyyyMMdd'T'HHmmss'Z'}
   * @param signature the request's signature, 64 digits
   */
  public static ChunkSeed of(
      Credentials credentials, SignedService service, String amzDate, String signature) {
    return new ChunkSeed(
        SigningKey.derive(credentials, amzDate.substring(0, 8), service), amzDate, signature);
  }

  /** Starts the chain: the next thing to come is the first chunk. */
  public ChunkSignatures begin() {
    return new ChunkSignatures(key, amzDate, signature);
  }

  @Override
  public String toString() {
    return "ChunkSeed[" + amzDate + "]";
  }
}
