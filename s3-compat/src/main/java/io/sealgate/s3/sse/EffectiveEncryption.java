package io.sealgate.s3.sse;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.Objects;

/** How an object will be stored: the one decision, made by {@link #of}. */
public sealed interface EffectiveEncryption {

  /** SSE-S3, under the service key. */
  record SseS3() implements EffectiveEncryption {}

  /**
   * SSE-KMS.
   *
   * @param keyId key id, ARN or alias, as the request or the default names it
   * @param context the client's own encryption context
   * @param bucketKey whether a data key that serves the bucket is used
   * @param allowedKeys what the key's ARN must be among, once it is known
   */
  record SseKms(String keyId, ClientContext context, boolean bucketKey, AllowedKeys allowedKeys)
      implements EffectiveEncryption {
    /** Checks that nothing is missing. */
    public SseKms {
      Objects.requireNonNull(keyId);
      Objects.requireNonNull(context);
      Objects.requireNonNull(allowedKeys);
    }
  }

  /**
   * DSSE-KMS: two layers, never with a bucket key.
   *
   * @param keyId key id, ARN or alias, as the request or the default names it
   * @param context the client's own encryption context
   * @param allowedKeys what the key's ARN must be among, once it is known
   */
  record DsseKms(String keyId, ClientContext context, AllowedKeys allowedKeys)
      implements EffectiveEncryption {
    /** Checks that nothing is missing. */
    public DsseKms {
      Objects.requireNonNull(keyId);
      Objects.requireNonNull(context);
      Objects.requireNonNull(allowedKeys);
    }
  }

  /**
   * SSE-C.
   *
   * @param key the customer's, erased by whoever carries the decision out
   */
  record SseC(CustomerKey key) implements EffectiveEncryption {
    /** Checks that nothing is missing. */
    public SseC {
      Objects.requireNonNull(key);
    }
  }

  /** As the client sends it: only where a rule says so. */
  record Unsealed() implements EffectiveEncryption {}

  /**
   * Decides. The request's headers win, as on AWS, unless what holds for the bucket is required;
   * what they leave open - all of it, the KMS key, the bucket key - the bucket decides.
   *
   * <p>Where it is required, a request that names the same mode is served (with a key that is
   * allowed), and a request that names another one is refused, a stronger one too: "require" pins
   * what is stored, so that inventories and key policies can rely on it.
   *
   * @param requested what the request asks for
   * @param bucket what holds for the object by where it lies
   * @param defaultKmsKey the key of a KMS mode that neither request nor bucket names one for
   * @throws S3Exception AccessDenied when the bucket requires something else
   */
  static EffectiveEncryption of(
      RequestedEncryption requested, BucketEncryption bucket, String defaultKmsKey) {
    return switch (requested) {
      case RequestedEncryption.None none -> ofBucket(none, bucket);
      case RequestedEncryption.S3Managed _ -> {
        requireFree(bucket, bucket.mode() instanceof BucketEncryption.Mode.SseS3);
        yield new SseS3();
      }
      case RequestedEncryption.Kms kms when kms.dsse() -> {
        requireFree(bucket, bucket.mode() instanceof BucketEncryption.Mode.DsseKms);
        yield new DsseKms(keyOf(kms, bucket, defaultKmsKey), kms.context(), bucket.keys());
      }
      case RequestedEncryption.Kms kms -> {
        requireFree(bucket, bucket.mode() instanceof BucketEncryption.Mode.SseKms);
        Boolean bucketKey = kms.bucketKey();
        yield new SseKms(
            keyOf(kms, bucket, defaultKmsKey),
            kms.context(),
            bucketKey == null ? usesBucketKey(bucket) : bucketKey,
            bucket.keys());
      }
      case CustomerKey key -> {
        requireFree(bucket, false);
        yield new SseC(key);
      }
    };
  }

  private static EffectiveEncryption ofBucket(
      RequestedEncryption.None none, BucketEncryption bucket) {
    return switch (bucket.mode()) {
      case BucketEncryption.Mode.SseS3 _ -> new SseS3();
      case BucketEncryption.Mode.SseKms kms -> {
        Boolean bucketKey = none.bucketKey();
        yield new SseKms(
            kms.keyId(),
            ClientContext.NONE,
            bucketKey == null ? kms.bucketKey() : bucketKey,
            bucket.keys());
      }
      case BucketEncryption.Mode.DsseKms dsse ->
          new DsseKms(dsse.keyId(), ClientContext.NONE, bucket.keys());
      case BucketEncryption.Mode.Unsealed _ -> new Unsealed();
    };
  }

  private static void requireFree(BucketEncryption bucket, boolean sameMode) {
    if (bucket.required() && !sameMode) {
      throw new S3Exception(
          S3Error.ACCESS_DENIED,
          "The request asks for another server-side encryption than the one that is required"
              + " here.");
    }
  }

  /** A KMS mode without a key id: the bucket's key where it has one (S3, PutObject). */
  private static String keyOf(
      RequestedEncryption.Kms kms, BucketEncryption bucket, String defaultKmsKey) {
    String keyId = kms.keyId();
    if (keyId != null) {
      return keyId;
    }
    return switch (bucket.mode()) {
      case BucketEncryption.Mode.SseKms mode -> mode.keyId();
      case BucketEncryption.Mode.DsseKms mode -> mode.keyId();
      case BucketEncryption.Mode.SseS3 _, BucketEncryption.Mode.Unsealed _ -> defaultKmsKey;
    };
  }

  private static boolean usesBucketKey(BucketEncryption bucket) {
    return bucket.mode() instanceof BucketEncryption.Mode.SseKms kms && kms.bucketKey();
  }
}
