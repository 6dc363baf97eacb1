package io.sealgate.s3.xml;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.route.QueryParameters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which buckets ListBuckets is to show (S3 API reference, "ListBuckets"). Not every store knows
 * these parameters, so Sealgate lists all buckets and picks.
 *
 * @param prefix what their names begin with, null for any
 * @param after the name behind which they start, null for the first: the continuation token
 * @param most how many at most, null for all
 * @param region where they lie, null for anywhere
 */
public record BucketsAsked(
    @Nullable String prefix,
    @Nullable String after,
    @Nullable Integer most,
    @Nullable String region) {

  /** All that there are. */
  static final BucketsAsked ALL = new BucketsAsked(null, null, null, null);

  private static final int MOST = 10_000;

  /**
   * What a request asks for.
   *
   * @throws S3Exception InvalidArgument when {@code max-buckets} is none of 1 to 10,000
   */
  public static BucketsAsked of(QueryParameters query) {
    String most = query.first("max-buckets");
    return new BucketsAsked(
        query.first("prefix"),
        query.first("continuation-token"),
        most == null ? null : most(most),
        query.first("bucket-region"));
  }

  /** Whether buckets of a region are asked for. */
  public boolean isOf(String ofRegion) {
    return region == null || region.equals(ofRegion);
  }

  /** Whether a name is asked for, on this page or a later one. */
  boolean includes(String name) {
    return name.startsWith(Objects.requireNonNullElse(prefix, ""))
        && (after == null || name.compareTo(after) > 0);
  }

  /** Whether a page with that many buckets takes no more. */
  boolean isFull(int buckets) {
    return most != null && buckets >= most;
  }

  private static int most(String text) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      number = c < '0' || c > '9' || number > MOST ? MOST + 1 : 10 * number + (c - '0');
    }
    if (number < 1 || number > MOST) {
      throw new S3Exception(
              S3Error.INVALID_ARGUMENT, "Argument max-buckets must be an integer from 1 to 10000")
          .with("ArgumentName", "max-buckets")
          .with("ArgumentValue", text);
    }
    return number;
  }
}
