package io.sealgate.it.results;

/** What came of an operation of a client. */
public enum Outcome {
  /** It did what it does with AWS S3. */
  WORKS,
  /** Sealgate refused it, and meant to; the note has the code. */
  REFUSED,
  /** It did not; the note says what happened. */
  FAILS,
  /** It could not be tried; the note says why. */
  NOT_RUN
}
