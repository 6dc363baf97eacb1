package io.sealgate.proxy.config;

import io.sealgate.proxy.config.schema.Group;
import io.sealgate.proxy.config.schema.ListOf;
import io.sealgate.proxy.config.schema.Scalar;
import io.sealgate.proxy.config.schema.Setting;
import io.sealgate.proxy.config.schema.Values;
import java.util.List;
import java.util.Map;

/** The keys of {@code encryption}. */
final class EncryptionKeys {

  private static final Setting<String> SERVICE_KEY =
      Setting.withDefault(
          "service-key",
          Scalars.KMS_KEY,
          "alias/sealgate-service",
          "The KMS key of SSE-S3 and of Sealgate's own documents. The embedded key service makes it"
              + " on first start.");

  private static final Setting<String> DEFAULT_KMS_KEY =
      Setting.withDefault(
          "default-kms-key",
          Scalars.KMS_KEY,
          "alias/sealgate",
          "The KMS key of aws:kms and aws:kms:dsse where none is named. The embedded key service"
              + " makes it on first start.");

  private static final Setting<Unresolved<EncryptionMode>> DEFAULT =
      Setting.withDefault(
          "default",
          Group.of(
              List.of(ModeKeys.MODE, ModeKeys.KEY, ModeKeys.BUCKET_KEY),
              values ->
                  (defaultKmsKey, otherwise) -> ModeKeys.mode(values, defaultKmsKey, otherwise)),
          "{}",
          "What applies where neither the request, nor the bucket's own configuration, nor a rule"
              + " decides. Without it: AES256, as on AWS.");

  private static final Setting<List<Unresolved<EncryptionRule>>> RULES =
      Setting.withDefault(
          "rules",
          ListOf.anyNumber(RuleKeys.RULE),
          "[]",
          "What holds for some buckets or keys; the first rule that matches decides.");

  private static final Setting<Boolean> KMS_REQUIRES_HTTPS =
      Setting.withDefault(
          "kms-requires-https",
          Scalars.SWITCH,
          "false",
          "Whether objects under KMS keys are written and read over HTTPS only, as on AWS. SSE-C"
              + " always needs HTTPS.");

  private static final Setting<Boolean> BLOCK_SSE_C =
      Setting.withDefault(
          "block-sse-c-for-new-buckets",
          Scalar.oneOf(Map.of("false", false), Map.of("true", "buckets that refuse SSE-C")),
          "false",
          "Whether new buckets refuse SSE-C, as on AWS since April 2026.");

  private static final Setting<Boolean> CRC64NVME =
      Setting.withDefault(
          "default-crc64nvme",
          Scalars.SWITCH,
          "true",
          "Whether sealed objects get a CRC64NVME when the client sends no checksum, as on AWS.");

  static final Group<EncryptionConfig> ENCRYPTION =
      Group.of(
          List.of(
              SERVICE_KEY,
              DEFAULT_KMS_KEY,
              DEFAULT,
              RULES,
              KMS_REQUIRES_HTTPS,
              BLOCK_SSE_C,
              CRC64NVME),
          EncryptionKeys::encryption);

  private EncryptionKeys() {}

  private static EncryptionConfig encryption(Values values) {
    String defaultKmsKey = values.get(DEFAULT_KMS_KEY);
    EncryptionMode defaultMode =
        values.get(DEFAULT).resolve(defaultKmsKey, new EncryptionMode.SseS3());
    return new EncryptionConfig(
        values.get(SERVICE_KEY),
        defaultKmsKey,
        defaultMode,
        values.get(RULES).stream().map(rule -> rule.resolve(defaultKmsKey, defaultMode)).toList(),
        values.get(KMS_REQUIRES_HTTPS),
        values.get(CRC64NVME));
  }
}
