package io.sealgate.kms.aws;

import io.sealgate.kms.KmsException;

/** How one attempt at a call ended. */
sealed interface Outcome<T> {

  /** KMS answered. */
  record Answered<T>(T answer) implements Outcome<T> {}

  /**
   * It did not, or with an error.
   *
   * @param failure what the caller gets when this attempt is the last one
   * @param repeatable whether another attempt may do better
   */
  record Failed<T>(KmsException failure, boolean repeatable) implements Outcome<T> {}
}
