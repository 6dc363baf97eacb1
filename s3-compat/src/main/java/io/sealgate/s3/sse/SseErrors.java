package io.sealgate.s3.sse;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;

/**
 * Every refusal that has to do with server-side encryption, in AWS's words. AWS names {@code
 * x-amz-server-side-encryption} as the argument of all of them, customer-key and copy-source
 * headers included.
 */
public final class SseErrors {

  private static final String CUSTOMER_KEYS_MUST =
      "Requests specifying Server Side Encryption with Customer provided keys must ";

  private SseErrors() {}

  /** An SSE-C object is read without a key. */
  public static S3Exception customerKeyNeeded() {
    return new S3Exception(
        S3Error.INVALID_REQUEST,
        "The object was stored using a form of Server Side Encryption. The correct parameters must"
            + " be provided to retrieve the object.");
  }

  /** An SSE-C object is read with another key than it was written with. */
  public static S3Exception wrongCustomerKey() {
    return new S3Exception(
        S3Error.ACCESS_DENIED, CUSTOMER_KEYS_MUST + "provide the correct secret key.");
  }

  /** An object that is not SSE-C is read with a customer key. */
  public static S3Exception customerKeyNotApplicable() {
    return new S3Exception(
        S3Error.INVALID_REQUEST, "The encryption parameters are not applicable to this object.");
  }

  /** A part or a copy source comes with another key than before. */
  public static S3Exception notTheOriginalKey() {
    return new S3Exception(
        S3Error.INVALID_REQUEST,
        "The provided encryption parameters did not match the ones used originally.");
  }

  /** A part is SSE-C and its upload is not, or the other way round. */
  public static S3Exception partUnlikeItsUpload() {
    return new S3Exception(
        S3Error.INVALID_REQUEST,
        "The multipart upload initiate requested encryption. Subsequent part requests must include"
            + " the appropriate encryption parameters.");
  }

  /** A completion comes with another key than its upload, or with one that its upload has not. */
  public static S3Exception wrongKeyOfCompletion() {
    return new S3Exception(
        S3Error.INVALID_REQUEST,
        "The object was stored using a form of Server Side Encryption. Correct SSE-C request"
            + " parameters are required for this request when specifying checksums for each part.");
  }

  /** A KMS mode over plain HTTP, where that is not allowed. */
  public static S3Exception kmsOverPlainHttp() {
    return new S3Exception(
        S3Error.INVALID_ARGUMENT,
        "Requests specifying Server Side Encryption with AWS KMS managed keys must be made over a"
            + " secure connection.");
  }

  /** A KMS mode in a request that is signed with SigV2. */
  public static S3Exception kmsWithOldSignature() {
    return new S3Exception(
            S3Error.INVALID_ARGUMENT,
            "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS"
                + " Signature Version 4.")
        .with("ArgumentName", "Authorization");
  }

  static S3Exception notSupportedHere(String header, String value) {
    return new S3Exception(
            S3Error.INVALID_ARGUMENT, header + " header is not supported for this operation.")
        .with("ArgumentName", header)
        .with("ArgumentValue", value);
  }

  static S3Exception kmsWithoutMode() {
    return argument(
        "Server Side Encryption with AWS KMS managed key requires HTTP header"
            + " x-amz-server-side-encryption : aws:kms");
  }

  static S3Exception unknownMode(String mode) {
    return argument("The encryption method specified is not supported").with(VALUE, mode);
  }

  static S3Exception modeWithCustomerKey(String mode) {
    return argument(
            "Server Side Encryption with Customer provided key is incompatible with the encryption"
                + " method specified")
        .with(VALUE, mode);
  }

  static S3Exception customerKeyOverPlainHttp() {
    return new S3Exception(
        S3Error.INVALID_REQUEST, CUSTOMER_KEYS_MUST + "be made over a secure connection.");
  }

  static S3Exception missingAlgorithm() {
    return argument(CUSTOMER_KEYS_MUST + "provide a valid encryption algorithm.");
  }

  static S3Exception missingKey() {
    return argument(CUSTOMER_KEYS_MUST + "provide an appropriate secret key.");
  }

  static S3Exception missingKeyMd5() {
    return argument(CUSTOMER_KEYS_MUST + "provide the client calculated MD5 of the secret key.");
  }

  /** The value is echoed, as on AWS: it holds not one complete byte of a key. */
  static S3Exception keyTooShort(String value) {
    return argument("The secret key was invalid - too short.").with(VALUE, value);
  }

  static S3Exception keyMd5Mismatch() {
    return argument("The calculated MD5 hash of the key did not match the hash that was provided.");
  }

  static S3Exception unknownCustomerAlgorithm(String algorithm) {
    return new S3Exception(S3Error.INVALID_ENCRYPTION_ALGORITHM)
        .with(NAME, SseHeaders.MODE)
        .with(VALUE, algorithm);
  }

  static S3Exception keyLengthWrong() {
    return argument("The secret key was invalid for the specified algorithm.");
  }

  private static S3Exception argument(String message) {
    return new S3Exception(S3Error.INVALID_ARGUMENT, message).with(NAME, SseHeaders.MODE);
  }

  private static final String NAME = "ArgumentName";
  private static final String VALUE = "ArgumentValue";
}
