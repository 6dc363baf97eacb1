package io.sealgate.kms.engine;

/** Where a KMS key's material comes from; the constants are the API's own words. */
public enum KeyOrigin {
  AWS_KMS
}
