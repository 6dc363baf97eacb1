package io.sealgate.kms.engine;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;

/** What the state of a key means for an operation: go on, or AWS's reason why not. */
enum StateVerdict {
  ALLOWED,
  IS_DISABLED,
  IS_PENDING_DELETION,
  IS_NOT_PENDING_DELETION,
  IS_PENDING_IMPORT,
  IS_UNAVAILABLE;

  /** Throws AWS's error, unless allowed. */
  void require(String keyArn) {
    switch (this) {
      case ALLOWED -> {}
      case IS_DISABLED -> throw new KmsException(KmsError.DISABLED, keyArn + " is disabled.");
      case IS_PENDING_DELETION -> throw invalidState(keyArn + " is pending deletion.");
      case IS_NOT_PENDING_DELETION -> throw invalidState(keyArn + " is not pending deletion.");
      case IS_PENDING_IMPORT -> throw invalidState(keyArn + " is pending import.");
      case IS_UNAVAILABLE -> throw invalidState(keyArn + " is unavailable.");
    }
  }

  private static KmsException invalidState(String text) {
    return new KmsException(KmsError.INVALID_STATE, text);
  }
}
