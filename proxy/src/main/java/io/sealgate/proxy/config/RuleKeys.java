package io.sealgate.proxy.config;

import io.sealgate.proxy.config.schema.Group;
import io.sealgate.proxy.config.schema.ListOf;
import io.sealgate.proxy.config.schema.Scalar;
import io.sealgate.proxy.config.schema.Setting;
import io.sealgate.proxy.config.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of each of {@code encryption.rules}. */
final class RuleKeys {

  /** S3's limit for a key. */
  private static final int MAX_PREFIX_LENGTH = 1024;

  private static final Setting<BucketPattern> BUCKET =
      Setting.withDefault(
          "bucket",
          Scalar.text(
              "a bucket's name, in which * stands for any characters and ? for one",
              BucketPattern::new),
          "\"*\"",
          "The buckets that the rule is for.");

  private static final Setting<String> PREFIX =
      Setting.withDefault(
          "prefix",
          Scalar.text("0 to 1024 characters", RuleKeys::prefix),
          "\"\"",
          "What keys must start with for the rule to apply. Empty: each key.");

  private static final Setting<Boolean> REQUIRE =
      Setting.withDefault(
          "require",
          Scalars.SWITCH,
          "false",
          "Whether a request that asks for another mode than the rule's is refused, and, without"
              + " allowed-keys, each KMS key but the rule's own, for reading too.");

  private static final Setting<List<String>> ALLOWED_KEYS =
      Setting.withDefault(
          "allowed-keys",
          ListOf.anyNumber(Scalars.KMS_KEY),
          "[]",
          "The KMS keys under which objects may be sealed and opened, besides the rule's own. Empty:"
              + " the rule's own alone where require is true, else each key that the client may use."
              + " An alias allows the key that it stands for at the time, an alias name in the"
              + " account of whoever asks: before one is moved, list its old and its new key here.");

  private static final Setting<@Nullable Boolean> PLAINTEXT_READS =
      Setting.optional(
          "plaintext-reads",
          Scalar.oneOf(Scalars.names("allow", true, "deny", false)),
          "deny",
          "Whether objects that were stored unsealed may be read. Without it: deny where require is"
              + " true, else allow.");

  private static final Setting<String> CLIENT_ENCRYPTED =
      Setting.withDefault(
          "client-encrypted",
          Scalar.oneOf(
              Map.of("seal", "seal"),
              Map.of("pass", "storing what clients encrypted themselves untouched")),
          "seal",
          "What happens to bodies that clients encrypted themselves: seal treats them like any other.");

  static final Group<Unresolved<EncryptionRule>> RULE =
      Group.of(
          List.of(
              BUCKET,
              PREFIX,
              ModeKeys.MODE,
              ModeKeys.KEY,
              ModeKeys.BUCKET_KEY,
              REQUIRE,
              ALLOWED_KEYS,
              PLAINTEXT_READS,
              CLIENT_ENCRYPTED),
          values -> (defaultKmsKey, otherwise) -> rule(values, defaultKmsKey, otherwise));

  private RuleKeys() {}

  private static EncryptionRule rule(
      Values values, String defaultKmsKey, EncryptionMode otherwise) {
    EncryptionMode mode = ModeKeys.mode(values, defaultKmsKey, otherwise);
    boolean required = values.get(REQUIRE);
    Boolean configuredReads = values.get(PLAINTEXT_READS);
    boolean plaintextReads = configuredReads == null ? !required : configuredReads;
    if (mode instanceof EncryptionMode.None) {
      if (required) {
        throw values.refuse(REQUIRE, "cannot be true with mode none");
      }
      if (!plaintextReads) {
        throw values.refuse(PLAINTEXT_READS, "cannot be deny with mode none");
      }
    }
    return new EncryptionRule(
        values.get(BUCKET),
        values.get(PREFIX),
        mode,
        required,
        withOwnKey(values.get(ALLOWED_KEYS), mode),
        plaintextReads);
  }

  private static List<String> withOwnKey(List<String> allowed, EncryptionMode mode) {
    String own =
        switch (mode) {
          case EncryptionMode.SseKms kms -> kms.key();
          case EncryptionMode.DsseKms kms -> kms.key();
          case EncryptionMode.SseS3 serviceKey -> null;
          case EncryptionMode.None none -> null;
        };
    if (own == null || allowed.isEmpty() || allowed.contains(own)) {
      return allowed;
    }
    List<String> all = new ArrayList<>(allowed);
    all.addFirst(own);
    return all;
  }

  private static String prefix(String text) {
    if (text.length() > MAX_PREFIX_LENGTH) {
      throw new IllegalArgumentException("too long");
    }
    return text;
  }
}
