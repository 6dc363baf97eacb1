package io.sealgate.kms.engine;

import io.sealgate.auth.Principal;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;

/**
 * The one place where it is decided whether a caller may do something.
 *
 * <p>So far every caller may do everything in its own account and nothing in another's; key
 * policies, grants and identity policies will be asked here.
 */
final class Authorization {

  /**
   * Refuses what is not allowed.
   *
   * @param caller who wants it
   * @param operation what
   * @param ownerAccountId whose resource it is
   * @param resourceArn on which key or alias; {@code *} where there is none
   * @throws KmsException AccessDeniedException
   */
  void require(
      Principal caller, KmsOperation operation, String ownerAccountId, String resourceArn) {
    if (!caller.accountId().equals(ownerAccountId)) {
      String action = "kms:" + operation.action();
      throw new KmsException(
          KmsError.ACCESS_DENIED,
          "User: "
              + caller.arn()
              + " is not authorized to perform: "
              + action
              + " on resource: "
              + resourceArn
              + " because no resource-based policy allows the "
              + action
              + " action");
    }
  }
}
