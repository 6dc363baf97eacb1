package io.sealgate.proxy.config;

import io.sealgate.proxy.config.schema.Scalar;
import io.sealgate.proxy.config.schema.Setting;
import io.sealgate.proxy.config.schema.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The three keys that name a mode, in {@code encryption.default} and in each rule. */
final class ModeKeys {

  static final Setting<@Nullable Name> MODE =
      Setting.optional(
          "mode",
          Scalar.oneOf(
              byName(), Map.of("client-side", "a mode in which Sealgate is the encryption client")),
          "aws:kms",
          "How objects are sealed when the request does not say: SSE-KMS, DSSE-KMS, SSE-S3, or not at"
              + " all (none: what clients send is stored as it is). Left out of a rule:"
              + " encryption.default; left out there too: AES256.");

  static final Setting<@Nullable String> KEY =
      Setting.optional(
          "key",
          Scalars.KMS_KEY,
          "alias/sealgate",
          "The KMS key of aws:kms and aws:kms:dsse. Without it: encryption.default-kms-key.");

  static final Setting<@Nullable Boolean> BUCKET_KEY =
      Setting.optional(
          "bucket-key",
          Scalars.SWITCH,
          "true",
          "With aws:kms: whether one data key serves the bucket's objects (S3 Bucket Keys), which"
              + " saves KMS calls. Without it: true.");

  private ModeKeys() {}

  /**
   * What the three keys say.
   *
   * @param defaultKmsKey the key of KMS modes without one
   * @param otherwise the mode when none is named
   */
  static EncryptionMode mode(Values values, String defaultKmsKey, EncryptionMode otherwise) {
    Name name = values.get(MODE);
    String key = values.get(KEY);
    Boolean bucketKey = values.get(BUCKET_KEY);
    if (key != null && (name == null || !name.takesKey)) {
      throw values.refuse(KEY, "needs mode aws:kms or aws:kms:dsse beside it");
    }
    if (Boolean.TRUE.equals(bucketKey) && name != Name.AWS_KMS) {
      throw values.refuse(BUCKET_KEY, "needs mode aws:kms beside it");
    }
    if (name == null) {
      return otherwise;
    }
    return switch (name) {
      case AWS_KMS ->
          new EncryptionMode.SseKms(
              key == null ? defaultKmsKey : key, bucketKey == null || bucketKey);
      case AWS_KMS_DSSE -> new EncryptionMode.DsseKms(key == null ? defaultKmsKey : key);
      case AES256 -> new EncryptionMode.SseS3();
      case NONE -> new EncryptionMode.None();
    };
  }

  private static SequencedMap<String, Name> byName() {
    SequencedMap<String, Name> names = new LinkedHashMap<>();
    for (Name name : Name.values()) {
      names.put(name.configured, name);
    }
    return names;
  }

  /** The values of {@code mode}. */
  enum Name {
    AWS_KMS("aws:kms", true),
    AWS_KMS_DSSE("aws:kms:dsse", true),
    AES256("AES256", false),
    NONE("none", false);

    private final String configured;
    private final boolean takesKey;

    Name(String configured, boolean takesKey) {
      this.configured = configured;
      this.takesKey = takesKey;
    }
  }
}
