package io.sealgate.s3.sse;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What holds for an object by where it lies: the encryption of requests that ask for nothing, and
 * what requests may ask for. It comes from the one configured rule, default or bucket configuration
 * that applies.
 *
 * @param mode what applies where the request asks for nothing
 * @param required whether a request that asks for another mode is refused
 * @param keys the KMS keys that objects here may be sealed and opened with in the KMS modes; the
 *     service key of SSE-S3 needs no leave
 */
public record BucketEncryption(Mode mode, boolean required, AllowedKeys keys) {

  /** What AWS does with a bucket that was never configured: SSE-S3, and every request is free. */
  public static final BucketEncryption SSE_S3 = of(new Mode.SseS3(), false, List.of());

  /** Checks that what is required can be required. */
  public BucketEncryption {
    Objects.requireNonNull(mode);
    Objects.requireNonNull(keys);
    if (required && mode instanceof Mode.Unsealed) {
      throw new IllegalArgumentException("to store nothing sealed cannot be required");
    }
  }

  /**
   * What a rule says.
   *
   * @param mode what applies where the request asks for nothing
   * @param required whether a request that asks for another mode is refused
   * @param allowedKeys the KMS keys that may be used beside the mode's own: key ids, ARNs, alias
   *     names or alias ARNs. Empty: the mode's own alone when {@code required}, else every key.
   *     Objects under keys that are not among them cannot be read, whatever an alias stood for when
   *     they were written: former keys stay in the list
   */
  public static BucketEncryption of(Mode mode, boolean required, List<String> allowedKeys) {
    List<String> keys = new ArrayList<>(allowedKeys);
    switch (mode) {
      case Mode.SseKms kms -> keys.add(kms.keyId());
      case Mode.DsseKms dsse -> keys.add(dsse.keyId());
      case Mode.SseS3 _, Mode.Unsealed _ -> {}
    }
    boolean every = allowedKeys.isEmpty() && !required;
    return new BucketEncryption(mode, required, every ? AllowedKeys.EVERY : AllowedKeys.of(keys));
  }

  /** An encryption that can be a default. */
  public sealed interface Mode {

    /** {@code AES256}: under the service key. */
    record SseS3() implements Mode {}

    /**
     * {@code aws:kms}.
     *
     * @param keyId key id, ARN or alias
     * @param bucketKey whether one data key serves the bucket
     */
    record SseKms(String keyId, boolean bucketKey) implements Mode {
      /** Checks that nothing is missing. */
      public SseKms {
        Objects.requireNonNull(keyId);
      }
    }

    /**
     * {@code aws:kms:dsse}.
     *
     * @param keyId key id, ARN or alias
     */
    record DsseKms(String keyId) implements Mode {
      /** Checks that nothing is missing. */
      public DsseKms {
        Objects.requireNonNull(keyId);
      }
    }

    /** {@code none}: what clients send is stored as it is. */
    record Unsealed() implements Mode {}
  }
}
