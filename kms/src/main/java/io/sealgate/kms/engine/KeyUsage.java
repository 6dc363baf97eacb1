package io.sealgate.kms.engine;

/** What a KMS key may be used for; the constants are the API's own words. */
public enum KeyUsage {
  ENCRYPT_DECRYPT
}
