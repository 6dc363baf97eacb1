package io.sealgate.proxy.config;

import java.util.Objects;

/** A mode that the configuration may name: {@code mode}, {@code key} and {@code bucket-key}. */
public sealed interface EncryptionMode {

  /** The value of {@code mode}, which is the header's too ({@code none} aside). */
  String configuredName();

  /**
   * SSE-KMS, {@code aws:kms}.
   *
   * @param key key id, key ARN, alias name or alias ARN
   * @param bucketKey whether one data key serves the bucket
   */
  record SseKms(String key, boolean bucketKey) implements EncryptionMode {

    /** Checks that nothing is missing. */
    public SseKms {
      Objects.requireNonNull(key);
    }

    @Override
    public String configuredName() {
      return "aws:kms";
    }
  }

  /**
   * DSSE-KMS, {@code aws:kms:dsse}.
   *
   * @param key key id, key ARN, alias name or alias ARN
   */
  record DsseKms(String key) implements EncryptionMode {

    /** Checks that nothing is missing. */
    public DsseKms {
      Objects.requireNonNull(key);
    }

    @Override
    public String configuredName() {
      return "aws:kms:dsse";
    }
  }

  /** SSE-S3, {@code AES256}: under the service key. */
  record SseS3() implements EncryptionMode {

    @Override
    public String configuredName() {
      return "AES256";
    }
  }

  /** Not sealed, {@code none}: what clients send is stored as it is. */
  record None() implements EncryptionMode {

    @Override
    public String configuredName() {
      return "none";
    }
  }
}
