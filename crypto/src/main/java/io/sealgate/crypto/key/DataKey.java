package io.sealgate.crypto.key;

import io.sealgate.crypto.Bytes;
import java.util.Objects;

/**
 * A KMS data key: the key-encryption key with the wrapped form that the envelope stores. Closing it
 * zeroes the plaintext.
 *
 * @param keyArn the full ARN of the KMS key that wrapped it
 * @param wrapped the ciphertext blob of GenerateDataKey, opaque
 * @param plaintext the key itself, owned by this data key
 */
public record DataKey(String keyArn, Bytes wrapped, KeyEncryptionKey plaintext)
    implements AutoCloseable {

  /** Checks that nothing is missing. */
  public DataKey {
    Objects.requireNonNull(keyArn);
    Objects.requireNonNull(wrapped);
    Objects.requireNonNull(plaintext);
  }

  /** Zeroes the plaintext; safe to call more than once. */
  @Override
  public void close() {
    plaintext.close();
  }

  @Override
  public String toString() {
    return "DataKey[" + keyArn + "]";
  }
}
