package io.sealgate.auth.sigv4;

import io.sealgate.auth.Principal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What became of a request's signature. */
public sealed interface Verification {

  /**
   * The head is authentic; the body is still to be held against {@code payload}.
   *
   * @param principal who signed
   * @param payload what was signed of the body
   */
  record Verified(Principal principal, PayloadIntegrity payload) implements Verification {

    /** Checks that nothing is missing. */
    public Verified {
      Objects.requireNonNull(principal);
      Objects.requireNonNull(payload);
    }
  }

  /**
   * The request is not to be served.
   *
   * @param reason why
   * @param message for the client, worded as AWS words it
   * @param details further elements of the error document by name, in order, such as {@code
   *     StringToSign}; never a secret
   */
  record Refused(RefusalReason reason, String message, Map<String, String> details)
      implements Verification {

    /** Copies the details. */
    public Refused {
      Objects.requireNonNull(reason);
      Objects.requireNonNull(message);
      details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
  }
}
