package io.sealgate.kms.engine;

/** The ARNs of one region. */
record Arns(String region) {

  private static final String KEY = "key/";

  /** The ARN of a key. */
  String key(String accountId, String keyId) {
    return prefix(accountId) + KEY + keyId;
  }

  /** The ARN of a key. */
  String key(KmsKey key) {
    return key(key.accountId(), key.id().toString());
  }

  /** The ARN of an alias, whose name starts with {@code alias/}. */
  String alias(String accountId, String aliasName) {
    return prefix(accountId) + aliasName;
  }

  private String prefix(String accountId) {
    return "arn:aws:kms:" + region + ":" + accountId + ":";
  }
}
