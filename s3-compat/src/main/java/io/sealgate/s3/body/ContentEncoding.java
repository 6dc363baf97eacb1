package io.sealgate.s3.body;

import io.sealgate.auth.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Content-Encoding} of a request: {@code aws-chunked} in it describes the framing and is
 * never stored; the other codings belong to the object (S3 API reference, "Transferring Payload in
 * Multiple Chunks").
 */
public final class ContentEncoding {

  private static final String HEADER = "Content-Encoding";
  private static final String AWS_CHUNKED = "aws-chunked";

  private ContentEncoding() {}

  /** Whether one of the codings is {@code aws-chunked}. */
  public static boolean isAwsChunked(Headers headers) {
    for (String value : headers.all(HEADER)) {
      for (String coding : value.split(",", -1)) {
        if (coding.strip().equalsIgnoreCase(AWS_CHUNKED)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * What is to be stored with the object.
   *
   * @return the header as sent when it does not name {@code aws-chunked}, else the other codings in
   *     order; null when there are none
   */
  public static @Nullable String stored(Headers headers) {
    List<String> values = headers.all(HEADER);
    if (values.isEmpty()) {
      return null;
    }
    if (!isAwsChunked(headers)) {
      return String.join(",", values);
    }
    StringBuilder kept = new StringBuilder();
    for (String value : values) {
      for (String coding : value.split(",", -1)) {
        String name = coding.strip();
        if (!name.isEmpty() && !name.equalsIgnoreCase(AWS_CHUNKED)) {
          kept.append(kept.isEmpty() ? "" : ",").append(name);
        }
      }
    }
    return kept.isEmpty() ? null : kept.toString();
  }
}
