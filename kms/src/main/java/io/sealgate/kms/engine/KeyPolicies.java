package io.sealgate.kms.engine;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Key policies as text: they are kept as given, and so far nobody evaluates them. */
final class KeyPolicies {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(32).build())
                  .build())
          .build();

  private KeyPolicies() {}

  /** What AWS gives a key that is made without a policy, character for character. */
  static String defaultPolicy(String accountId) {
    return "{\"Version\":\"2012-10-17\",\"Id\":\"key-default-1\",\"Statement\":[{\"Sid\":\"Enable IAM"
        + " User Permissions\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::"
        + accountId
        + ":root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
  }

  /**
   * Refuses what can be no policy.
   *
   * @throws KmsException LimitExceeded over 32 KiB; MalformedPolicyDocument if it is no JSON object
   */
  static void validate(String policy) {
    if (policy.getBytes(StandardCharsets.UTF_8).length > Limits.MAX_POLICY_BYTES) {
      throw new KmsException(KmsError.LIMIT_EXCEEDED, "The key policy is longer than 32768 bytes.");
    }
    boolean object;
    try {
      object = JSON.readTree(policy).isObject();
    } catch (JacksonException _) {
      object = false;
    }
    if (!object) {
      throw new KmsException(
          KmsError.MALFORMED_POLICY_DOCUMENT, "The key policy is not a JSON object.");
    }
  }
}
