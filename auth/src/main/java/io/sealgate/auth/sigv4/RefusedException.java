package io.sealgate.auth.sigv4;

import java.util.Map;

/**
 * Carries a refusal from where it is found to {@link SigV4Verifier}, which returns it. Never leaves
 * this package.
 */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Verification.Refused refused;

  RefusedException(RefusalReason reason, String message) {
    this(reason, message, Map.of());
  }

  RefusedException(RefusalReason reason, String message, Map<String, String> details) {
    super(message, null, false, false);
    this.refused = new Verification.Refused(reason, message, details);
  }

  Verification.Refused refused() {
    return refused;
  }
}
