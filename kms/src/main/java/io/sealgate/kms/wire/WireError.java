package io.sealgate.kms.wire;

/**
 * The errors that the protocol itself has, before any operation of KMS is reached (AWS, "Common
 * errors"): the name on the wire and the HTTP status.
 */
enum WireError {
  INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400),
  INVALID_SIGNATURE("InvalidSignatureException", 400),
  MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 400),
  REQUEST_TOO_LARGE("RequestEntityTooLargeException", 413),
  SERIALIZATION("SerializationException", 400),
  UNKNOWN_OPERATION("UnknownOperationException", 400),
  UNRECOGNIZED_CLIENT("UnrecognizedClientException", 400);

  private final String wireName;
  private final int status;

  WireError(String wireName, int status) {
    this.wireName = wireName;
    this.status = status;
  }

  /** The name in {@code __type}. */
  String wireName() {
    return wireName;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }
}
