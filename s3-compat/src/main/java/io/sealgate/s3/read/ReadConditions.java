package io.sealgate.s3.read;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a GET or HEAD (RFC 9110, section 13; S3 API reference, GetObject), as tags and
 * dates that clients see. Dates that cannot be read are no conditions.
 *
 * @param ifMatch tags, or null
 * @param ifUnmodifiedSince a date, or null
 * @param ifNoneMatch tags, or null
 * @param ifModifiedSince a date, or null
 * @param ifRange a tag or date, or null
 */
public record ReadConditions(
    @Nullable String ifMatch,
    @Nullable Instant ifUnmodifiedSince,
    @Nullable String ifNoneMatch,
    @Nullable Instant ifModifiedSince,
    @Nullable String ifRange) {

  /** No conditions. */
  public static final ReadConditions NONE = new ReadConditions(null, null, null, null, null);

  /** What the conditions say of an object. */
  public sealed interface Outcome {

    /** The object is to be sent. */
    record Proceed() implements Outcome {}

    /** 304, without a body. */
    record NotModified() implements Outcome {}

    /**
     * 412.
     *
     * @param condition the header that does not hold
     */
    record Failed(String condition) implements Outcome {

      /** The error to answer. */
      public S3Exception asException() {
        return new S3Exception(S3Error.PRECONDITION_FAILED).with("Condition", condition);
      }
    }
  }

  /** The conditions of a request. */
  public static ReadConditions of(Headers headers) {
    String ifMatch = list(headers, "If-Match");
    Instant ifUnmodifiedSince = date(headers, "If-Unmodified-Since");
    String ifNoneMatch = list(headers, "If-None-Match");
    Instant ifModifiedSince = date(headers, "If-Modified-Since");
    String ifRange = headers.first("If-Range");
    return ifMatch == null
            && ifUnmodifiedSince == null
            && ifNoneMatch == null
            && ifModifiedSince == null
            && ifRange == null
        ? NONE
        : new ReadConditions(ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince, ifRange);
  }

  /** Whether there is nothing to check: then nobody needs to read the object's date. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * Whether an object that exists is to be sent. If-Match makes If-Unmodified-Since void, and
   * If-None-Match makes If-Modified-Since void, on S3 as in HTTP.
   *
   * @param eTag as clients see it
   * @param lastModified as clients see it; counted in whole seconds
   */
  public Outcome evaluate(String eTag, Instant lastModified) {
    Instant modified = lastModified.truncatedTo(ChronoUnit.SECONDS);
    if (ifMatch != null) {
      if (!EntityTags.contain(ifMatch, eTag, false)) {
        return new Outcome.Failed("If-Match");
      }
    } else if (ifUnmodifiedSince != null && modified.isAfter(ifUnmodifiedSince)) {
      return new Outcome.Failed("If-Unmodified-Since");
    }
    boolean notModified =
        ifNoneMatch != null
            ? EntityTags.contain(ifNoneMatch, eTag, true)
            : ifModifiedSince != null && !modified.isAfter(ifModifiedSince);
    return notModified ? new Outcome.NotModified() : new Outcome.Proceed();
  }

  /**
   * Whether the Range header counts: without If-Range, or when its tag or date is the object's.
   * When not, the whole object is the answer - a client that resumes would else join two objects.
   *
   * @param eTag as clients see it
   * @param lastModified as clients see it
   */
  public boolean rangeCounts(String eTag, Instant lastModified) {
    if (ifRange == null) {
      return true;
    }
    Optional<Instant> date = HttpDate.parse(ifRange);
    return date.isPresent()
        ? date.get().equals(lastModified.truncatedTo(ChronoUnit.SECONDS))
        : EntityTags.contain(ifRange, eTag, false);
  }

  private static @Nullable String list(Headers headers, String name) {
    String first = headers.first(name);
    if (first == null) {
      return null;
    }
    List<String> lines = headers.all(name);
    return lines.size() == 1 ? first : String.join(",", lines);
  }

  private static @Nullable Instant date(Headers headers, String name) {
    String value = headers.first(name);
    return value == null ? null : HttpDate.parse(value).orElse(null);
  }
}
