package io.sealgate.s3.write;

import io.sealgate.auth.Headers;
import io.sealgate.s3.ETagText;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the headers of write conditions may hold: less than those of reads, and never a list. */
final class ConditionHeader {

  static final String IF_MATCH = "If-Match";
  static final String IF_NONE_MATCH = "If-None-Match";

  private ConditionHeader() {}

  /** The value, or null when the header is not there. */
  static @Nullable String single(Headers headers, String name) {
    List<String> lines = headers.all(name);
    if (lines.size() > 1) {
      throw notAccepted(name);
    }
    return lines.isEmpty() ? null : lines.getFirst().strip();
  }

  /** The one strong tag that a value of If-Match is, without its quotes. */
  static String tag(String value) {
    String tag = ETagText.unquoted(value);
    boolean one =
        !tag.isEmpty() && !tag.equals("*") && tag.indexOf('"') < 0 && tag.indexOf(',') < 0;
    if (!one) {
      throw notAccepted(IF_MATCH);
    }
    return tag;
  }

  static S3Exception notAccepted(String name) {
    return notImplemented(
        name, "We don't accept the provided value of " + name + " header for this API");
  }

  static S3Exception several() {
    return notImplemented(
        IF_MATCH + "," + IF_NONE_MATCH,
        "Multiple conditional request headers present in the request");
  }

  private static S3Exception notImplemented(String header, String additionalMessage) {
    return new S3Exception(S3Error.NOT_IMPLEMENTED)
        .with("Header", header)
        .with("additionalMessage", additionalMessage);
  }
}
