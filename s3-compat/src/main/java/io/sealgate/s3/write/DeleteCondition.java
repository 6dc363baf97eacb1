package io.sealgate.s3.write;

import io.sealgate.auth.Headers;
import io.sealgate.s3.ETagText;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import org.jspecify.annotations.Nullable;

/**
 * What a DeleteObject, or a row of DeleteObjects, demands of the current version before it goes (S3
 * user guide, "Conditional deletes").
 */
public sealed interface DeleteCondition {

  /** Nothing. */
  record None() implements DeleteCondition {}

  /** {@code If-Match: *}: there is an object. */
  record Present() implements DeleteCondition {}

  /**
   * {@code If-Match}: the object is still the one that the client knows.
   *
   * @param eTag as clients see it, without quotes
   */
  record Unchanged(String eTag) implements DeleteCondition {
    /** Checks that there is a tag. */
    public Unchanged {
      if (eTag.isEmpty()) {
        throw new IllegalArgumentException("no tag");
      }
    }
  }

  /**
   * Reads the condition of a DeleteObject.
   *
   * @param headers of the request
   * @throws S3Exception NotImplemented for several tags and for weak ones
   */
  static DeleteCondition of(Headers headers) {
    String ifMatch = ConditionHeader.single(headers, ConditionHeader.IF_MATCH);
    return ifMatch == null ? new None() : ofETag(ifMatch);
  }

  /**
   * The condition of a row of DeleteObjects.
   *
   * @param eTag what its {@code ETag} element holds
   * @throws S3Exception NotImplemented for several tags and for weak ones
   */
  static DeleteCondition ofETag(String eTag) {
    return eTag.equals("*") ? new Present() : new Unchanged(ConditionHeader.tag(eTag));
  }

  /**
   * Holds the condition against what is there. Whether it still is when the object goes, only the
   * backend knows.
   *
   * @param currentETag of the current version as clients see it, quoted or not; null when there is
   *     no object
   * @throws S3Exception PreconditionFailed, or NoSuchKey when there is no object
   */
  default void require(@Nullable String currentETag) {
    if (this instanceof None) {
      return;
    }
    if (currentETag == null) {
      throw new S3Exception(S3Error.NO_SUCH_KEY);
    }
    if (this instanceof Unchanged(String eTag) && !ETagText.unquoted(currentETag).equals(eTag)) {
      throw failed();
    }
  }

  /** The error when the condition does not hold: 412. */
  default S3Exception failed() {
    return new S3Exception(S3Error.PRECONDITION_FAILED).with("Condition", ConditionHeader.IF_MATCH);
  }
}
