package io.sealgate.s3.headers;

import io.sealgate.s3.S3Operation;
import java.util.Set;

/**
 * One row of {@link RequestHeaderTable}: what becomes of a header that is known.
 *
 * @param index the row's number, from 0
 * @param fate what becomes of it
 * @param operations where it means something
 * @param otherwise what a request of another operation with it gets
 * @param repeatable whether it may come in several lines, as a list
 */
record RequestHeader(
    int index, Fate fate, Set<S3Operation> operations, Otherwise otherwise, boolean repeatable) {

  /** What becomes of a header. */
  enum Fate {
    /** It goes to the backend as it came. */
    FORWARDED,
    /** It is for Sealgate, which acts on it; the backend never sees it. */
    CONSUMED
  }

  /** What a header means to an operation that does not know it. */
  enum Otherwise {
    IGNORED,
    REFUSED
  }
}
