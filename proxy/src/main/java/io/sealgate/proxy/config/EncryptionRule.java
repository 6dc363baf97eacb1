package io.sealgate.proxy.config;

import java.util.List;
import java.util.Objects;

/**
 * What holds for some buckets or keys: one of {@code encryption.rules}.
 *
 * @param bucket which buckets
 * @param prefix what the key starts with; empty: each key
 * @param mode what applies where the request asks for nothing; {@code encryption.default} where the
 *     rule names none
 * @param required whether a request that asks for another mode, or a key that is not allowed, is
 *     refused
 * @param allowedKeys KMS keys that may be used, the rule's own among them; empty: each
 * @param plaintextReads whether objects that were stored unsealed may be read
 */
public record EncryptionRule(
    BucketPattern bucket,
    String prefix,
    EncryptionMode mode,
    boolean required,
    List<String> allowedKeys,
    boolean plaintextReads) {

  /** Checks that nothing is missing. */
  public EncryptionRule {
    Objects.requireNonNull(bucket);
    Objects.requireNonNull(prefix);
    Objects.requireNonNull(mode);
    allowedKeys = List.copyOf(allowedKeys);
  }

  /**
   * Whether the rule decides for an object.
   *
   * @param bucketName the client's name of the bucket
   * @param key the percent-decoded key
   */
  public boolean appliesTo(String bucketName, String key) {
    return key.startsWith(prefix) && bucket.matches(bucketName);
  }
}
