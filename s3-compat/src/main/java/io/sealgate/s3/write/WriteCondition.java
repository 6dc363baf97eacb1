package io.sealgate.s3.write;

import io.sealgate.auth.Headers;
import io.sealgate.s3.ETagText;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import org.jspecify.annotations.Nullable;

/**
 * What a PutObject, CopyObject or CompleteMultipartUpload demands of the object that it would
 * replace (S3 user guide, "Conditional writes"). Only the backend can hold such a condition and
 * write in one step; what is here reads it and words the refusals.
 */
public sealed interface WriteCondition {

  /** Nothing: whatever is there is replaced. */
  record None() implements WriteCondition {}

  /** {@code If-None-Match: *}: there is no such object. */
  record Absent() implements WriteCondition {}

  /**
   * {@code If-Match}: the object is still the one that the client knows.
   *
   * @param eTag as clients see it, without quotes
   */
  record Unchanged(String eTag) implements WriteCondition {
    /** Checks that there is a tag. */
    public Unchanged {
      if (eTag.isEmpty()) {
        throw new IllegalArgumentException("no tag");
      }
    }
  }

  /**
   * Reads a request's condition.
   *
   * @param headers of the request
   * @throws S3Exception NotImplemented for both at once, for {@code If-Match: *}, for another value
   *     of {@code If-None-Match} than an asterisk, for several tags and for weak ones
   */
  static WriteCondition of(Headers headers) {
    String ifMatch = ConditionHeader.single(headers, ConditionHeader.IF_MATCH);
    String ifNoneMatch = ConditionHeader.single(headers, ConditionHeader.IF_NONE_MATCH);
    if (ifMatch != null && ifNoneMatch != null) {
      throw ConditionHeader.several();
    }
    if (ifNoneMatch != null) {
      if (!ifNoneMatch.equals("*")) {
        throw ConditionHeader.notAccepted(ConditionHeader.IF_NONE_MATCH);
      }
      return new Absent();
    }
    if (ifMatch == null) {
      return new None();
    }
    return new Unchanged(ConditionHeader.tag(ifMatch));
  }

  /**
   * Holds the condition against what is there. Whether it still is when the write happens, only the
   * backend knows.
   *
   * @param currentETag of the current version as clients see it, quoted or not; null when there is
   *     no object
   * @throws S3Exception PreconditionFailed, or NoSuchKey when the object to match is not there
   */
  default void require(@Nullable String currentETag) {
    switch (this) {
      case None _ -> {}
      case Absent _ -> {
        if (currentETag != null) {
          throw failed();
        }
      }
      case Unchanged(String eTag) -> {
        if (currentETag == null) {
          throw new S3Exception(S3Error.NO_SUCH_KEY);
        }
        if (!ETagText.unquoted(currentETag).equals(eTag)) {
          throw failed();
        }
      }
    }
  }

  /** The error when the condition does not hold: 412. */
  default S3Exception failed() {
    return new S3Exception(S3Error.PRECONDITION_FAILED).with("Condition", header());
  }

  /** The error when another write got in between: 409, to be tried again from the start. */
  default S3Exception conflict() {
    return new S3Exception(S3Error.CONDITIONAL_REQUEST_CONFLICT).with("Condition", header());
  }

  private String header() {
    return switch (this) {
      case None _ -> throw new IllegalStateException("no condition to fail");
      case Absent _ -> ConditionHeader.IF_NONE_MATCH;
      case Unchanged _ -> ConditionHeader.IF_MATCH;
    };
  }
}
