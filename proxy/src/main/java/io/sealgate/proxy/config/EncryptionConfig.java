package io.sealgate.proxy.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is sealed, and how, as far as the file says: {@code encryption}.
 *
 * @param serviceKey the key of SSE-S3 and of Sealgate's own documents: id, ARN or alias
 * @param defaultKmsKey the key of {@code aws:kms} and {@code aws:kms:dsse} without a key id
 * @param defaultMode what applies where neither request, bucket configuration nor rule decides
 * @param rules in the order of the file; the first that matches decides
 * @param kmsRequiresHttps whether requests for objects under KMS keys are refused over plain HTTP
 * @param crc64NvmeByDefault whether sealed objects get a CRC64NVME when the client sends no
 *     checksum
 */
public record EncryptionConfig(
    String serviceKey,
    String defaultKmsKey,
    EncryptionMode defaultMode,
    List<EncryptionRule> rules,
    boolean kmsRequiresHttps,
    boolean crc64NvmeByDefault) {

  /** Checks that nothing is missing. */
  public EncryptionConfig {
    Objects.requireNonNull(serviceKey);
    Objects.requireNonNull(defaultKmsKey);
    Objects.requireNonNull(defaultMode);
    rules = List.copyOf(rules);
  }

  /**
   * The rule for an object.
   *
   * @param bucket the client's name of it
   * @param key the percent-decoded key
   */
  public Optional<EncryptionRule> ruleFor(String bucket, String key) {
    for (EncryptionRule rule : rules) {
      if (rule.appliesTo(bucket, key)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /**
   * The rule for a bucket as a whole, which GetBucketEncryption shows: the first that applies to
   * each of its keys.
   *
   * @param bucket the client's name of it
   */
  public Optional<EncryptionRule> ruleFor(String bucket) {
    for (EncryptionRule rule : rules) {
      if (rule.prefix().isEmpty() && rule.bucket().matches(bucket)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
