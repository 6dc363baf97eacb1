package io.sealgate.kms.engine;

/** The sizes that AWS allows (API model, and the resource quotas of AWS KMS). */
final class Limits {

  static final int MAX_KEY_ID_CHARACTERS = 2048;
  static final int MAX_ALIAS_CHARACTERS = 256;
  static final int MAX_ALIASES_PER_KEY = 50;
  static final int MAX_DESCRIPTION_CHARACTERS = 8192;
  static final int MAX_POLICY_CHARACTERS = 131_072;
  static final int MAX_POLICY_BYTES = 32_768;
  static final int MAX_TAGS = 50;
  static final int MAX_TAG_KEY_CHARACTERS = 128;
  static final int MAX_TAG_VALUE_CHARACTERS = 256;
  static final int MAX_PLAINTEXT_BYTES = 4096;
  static final int MAX_CIPHERTEXT_BYTES = 6144;
  static final int MAX_RANDOM_BYTES = 1024;
  static final int MAX_CONTEXT_BYTES = 8192;
  static final int MAX_LIST_ENTRIES = 1000;
  static final int MAX_MARKER_CHARACTERS = 1024;
  static final int MIN_PENDING_WINDOW_DAYS = 7;
  static final int MAX_PENDING_WINDOW_DAYS = 30;

  private Limits() {}
}
