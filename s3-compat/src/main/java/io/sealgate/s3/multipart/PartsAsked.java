package io.sealgate.s3.multipart;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.route.QueryParameters;
import org.jspecify.annotations.Nullable;

/**
 * Which parts ListParts or GetObjectAttributes is to list.
 *
 * @param marker the number behind which they start, 0 for the first
 * @param most how many at most, 0 to 1000
 */
public record PartsAsked(int marker, int most) {

  private static final int MOST = 1000;

  /**
   * What ListParts asks for.
   *
   * @param query of the request
   * @throws S3Exception InvalidArgument for what is no number
   */
  public static PartsAsked of(QueryParameters query) {
    return of(
        "part-number-marker",
        query.first("part-number-marker"),
        "max-parts",
        query.first("max-parts"));
  }

  /**
   * What GetObjectAttributes asks for.
   *
   * @param headers of the request
   * @throws S3Exception InvalidArgument for what is no number
   */
  public static PartsAsked of(Headers headers) {
    return of(
        "x-amz-part-number-marker",
        headers.first("x-amz-part-number-marker"),
        "x-amz-max-parts",
        headers.first("x-amz-max-parts"));
  }

  private static PartsAsked of(
      String markerName, @Nullable String marker, String mostName, @Nullable String most) {
    return new PartsAsked(
        marker == null ? 0 : number(markerName, marker),
        most == null ? MOST : Math.min(MOST, number(mostName, most)));
  }

  private static int number(String name, String text) {
    long number = text.isEmpty() ? -1 : 0;
    for (int i = 0; i < text.length() && number >= 0; i++) {
      char c = text.charAt(i);
      number = c < '0' || c > '9' ? -1 : 10 * number + (c - '0');
      number = number > Integer.MAX_VALUE ? -1 : number;
    }
    if (number < 0) {
      throw new S3Exception(
              S3Error.INVALID_ARGUMENT,
              "Argument " + name + " must be an integer between 0 and 2147483647")
          .with("ArgumentName", name)
          .with("ArgumentValue", text);
    }
    return (int) number;
  }
}
