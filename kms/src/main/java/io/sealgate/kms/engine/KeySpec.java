package io.sealgate.kms.engine;

/** What kind of key material a KMS key has; the constants are the API's own words. */
public enum KeySpec {
  SYMMETRIC_DEFAULT
}
