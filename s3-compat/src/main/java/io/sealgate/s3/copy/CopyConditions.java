package io.sealgate.s3.copy;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.read.HttpDate;
import io.sealgate.s3.read.ReadConditions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The conditions on a copy's source (S3 API reference, CopyObject, {@code x-amz-copy-source-if-*}),
 * as tags and dates that clients see. They read like those of a GET: a tag makes the date beside it
 * void, so a source that matches is copied though it was modified since, and one whose tag is
 * excluded is not copied though it was modified since. What a GET answers 304 is 412 here.
 *
 * @param conditions the same conditions, as a GET would have them
 */
public record CopyConditions(ReadConditions conditions) {

  private static final String PREFIX = "x-amz-copy-source-";

  /** The conditions of a CopyObject or UploadPartCopy. */
  public static CopyConditions of(Headers headers) {
    return new CopyConditions(
        new ReadConditions(
            headers.first(PREFIX + "if-match"),
            date(headers, "if-unmodified-since"),
            headers.first(PREFIX + "if-none-match"),
            date(headers, "if-modified-since"),
            null));
  }

  /** Whether there is nothing to check. */
  public boolean isEmpty() {
    return conditions.isEmpty();
  }

  /**
   * Refuses a copy of a source of which a condition does not hold.
   *
   * @param eTag the source's, as clients see it
   * @param lastModified the source's, as clients see it; counted in whole seconds
   * @throws S3Exception PreconditionFailed, which names the condition
   */
  public void require(String eTag, Instant lastModified) {
    switch (conditions.evaluate(eTag, lastModified)) {
      case ReadConditions.Outcome.Proceed _ -> {}
      case ReadConditions.Outcome.Failed(String condition) -> throw failed(condition);
      case ReadConditions.Outcome.NotModified _ ->
          throw failed(conditions.ifNoneMatch() == null ? "If-Modified-Since" : "If-None-Match");
    }
  }

  private static S3Exception failed(String condition) {
    return new S3Exception(S3Error.PRECONDITION_FAILED).with("Condition", PREFIX + condition);
  }

  private static @Nullable Instant date(Headers headers, String name) {
    String value = headers.first(PREFIX + name);
    return value == null ? null : HttpDate.parse(value).orElse(null);
  }
}
