package io.sealgate.kms;

/**
 * Every error of the KMS protocol that Sealgate answers or understands: its name on the wire and
 * its HTTP status.
 */
public enum KmsError {
  ACCESS_DENIED("AccessDeniedException", 400),
  ALREADY_EXISTS("AlreadyExistsException", 400),
  DEPENDENCY_TIMEOUT("DependencyTimeoutException", 503),
  DISABLED("DisabledException", 400),
  DRY_RUN_OPERATION("DryRunOperationException", 400),
  INCORRECT_KEY("IncorrectKeyException", 400),
  INTERNAL("KMSInternalException", 500),
  INVALID_ALIAS_NAME("InvalidAliasNameException", 400),
  INVALID_ARN("InvalidArnException", 400),
  INVALID_CIPHERTEXT("InvalidCiphertextException", 400),
  INVALID_KEY_USAGE("InvalidKeyUsageException", 400),
  INVALID_MARKER("InvalidMarkerException", 400),
  INVALID_STATE("KMSInvalidStateException", 400),
  KEY_UNAVAILABLE("KeyUnavailableException", 500),
  LIMIT_EXCEEDED("LimitExceededException", 400),
  MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocumentException", 400),
  NOT_AUTHORIZED("NotAuthorizedException", 400),
  NOT_FOUND("NotFoundException", 400),
  TAG("TagException", 400),
  THROTTLING("ThrottlingException", 400),
  UNSUPPORTED_OPERATION("UnsupportedOperationException", 400),
  VALIDATION("ValidationException", 400);

  private final String wireName;
  private final int status;

  KmsError(String wireName, int status) {
    this.wireName = wireName;
    this.status = status;
  }

  /** The name in {@code __type}. */
  public String wireName() {
    return wireName;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
