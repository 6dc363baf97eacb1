package io.sealgate.proxy.object;

import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.config.EncryptionConfig;
import io.sealgate.proxy.config.EncryptionMode;
import io.sealgate.proxy.config.EncryptionRule;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.sse.BucketEncryption;
import io.sealgate.s3.sse.EffectiveEncryption;
import io.sealgate.s3.sse.RequestedEncryption;
import java.util.List;
import java.util.Optional;

/** What the configuration says of an object by where it lies. */
public final class EncryptionRules {

  private final EncryptionConfig config;

  public EncryptionRules(EncryptionConfig config) {
    this.config = config;
  }

  /** How the request's object will be stored. */
  public EffectiveEncryption effective(Call call, RequestedEncryption requested) {
    return EffectiveEncryption.of(requested, of(call.bucket(), call.key()), config.defaultKmsKey());
  }

  /** Whether a rule says how an object is stored, rather than what holds everywhere. */
  public boolean isConfigured(String bucket, String key) {
    return config.ruleFor(bucket, key).isPresent();
  }

  /** The encryption that holds for an object: the first rule that applies, else the default. */
  public BucketEncryption of(String bucket, String key) {
    Optional<EncryptionRule> rule = config.ruleFor(bucket, key);
    return rule.isPresent()
        ? BucketEncryption.of(
            mode(rule.get().mode()), rule.get().required(), rule.get().allowedKeys())
        : BucketEncryption.of(mode(config.defaultMode()), false, List.of());
  }

  /**
   * Refuses an object that was stored unsealed where the rule denies it.
   *
   * @throws S3Exception AccessDenied
   */
  public void requirePlaintextReadable(String bucket, String key) {
    if (!config.ruleFor(bucket, key).map(EncryptionRule::plaintextReads).orElse(true)) {
      throw new S3Exception(
          S3Error.ACCESS_DENIED,
          "The object is not sealed, and only sealed objects may be read here.");
    }
  }

  private static BucketEncryption.Mode mode(EncryptionMode mode) {
    return switch (mode) {
      case EncryptionMode.SseS3 managed -> new BucketEncryption.Mode.SseS3();
      case EncryptionMode.SseKms(String key, boolean bucketKey) ->
          new BucketEncryption.Mode.SseKms(key, bucketKey);
      case EncryptionMode.DsseKms(String key) -> new BucketEncryption.Mode.DsseKms(key);
      case EncryptionMode.None none -> new BucketEncryption.Mode.Unsealed();
    };
  }
}
