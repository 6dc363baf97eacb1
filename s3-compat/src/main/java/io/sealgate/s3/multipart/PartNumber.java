package io.sealgate.s3.multipart;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.route.QueryParameters;
import org.jspecify.annotations.Nullable;

/**
 * The number of a part: the query parameter {@code partNumber} of uploads and reads.
 *
 * @param value 1 to 10,000
 */
public record PartNumber(int value) {

  /** The largest number. */
  public static final int MAX = 10_000;

  /** The header of an answer to a read by part number that says how many parts there are. */
  public static final String COUNT_HEADER = "x-amz-mp-parts-count";

  private static final String PARAMETER = "partNumber";

  /** Checks the bounds. */
  public PartNumber {
    if (!isPossible(value)) {
      throw new IllegalArgumentException("no part number: " + value);
    }
  }

  /**
   * The part that UploadPart or UploadPartCopy makes.
   *
   * @param query of the request
   * @throws S3Exception InvalidArgument when it is missing, no number, or out of bounds
   */
  public static PartNumber ofUpload(QueryParameters query) {
    String text = query.first(PARAMETER);
    return parse(text == null ? "" : text);
  }

  /**
   * The part that GetObject or HeadObject asks for.
   *
   * @param query of the request
   * @param headers of the request
   * @return null when it asks for none
   * @throws S3Exception InvalidArgument when it is no number, or out of bounds; InvalidRequest when
   *     the request has a range, too
   */
  public static @Nullable PartNumber ofRead(QueryParameters query, Headers headers) {
    String text = query.first(PARAMETER);
    if (text == null) {
      return null;
    }
    PartNumber number = parse(text);
    if (headers.contains("Range")) {
      throw new S3Exception(
          S3Error.INVALID_REQUEST,
          "Cannot specify both Range header and partNumber query parameter");
    }
    return number;
  }

  /**
   * The error when an object has no such part: 416.
   *
   * @param actualParts how many it has
   */
  public S3Exception notSatisfiable(int actualParts) {
    return notSatisfiable().with("ActualPartCount", Integer.toString(actualParts));
  }

  /** The same when nobody knows how many parts there are. */
  public S3Exception notSatisfiable() {
    return new S3Exception(S3Error.INVALID_PART_NUMBER)
        .with("PartNumberRequested", Integer.toString(value));
  }

  private static PartNumber parse(String text) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || number > MAX) {
        throw invalid(text);
      }
      number = 10 * number + (c - '0');
    }
    if (!isPossible(number)) {
      throw invalid(text);
    }
    return new PartNumber(number);
  }

  private static boolean isPossible(int number) {
    return number >= 1 && number <= MAX;
  }

  private static S3Exception invalid(String text) {
    return new S3Exception(
            S3Error.INVALID_ARGUMENT,
            "Part number must be an integer between 1 and 10000, inclusive")
        .with("ArgumentName", PARAMETER)
        .with("ArgumentValue", text);
  }
}
