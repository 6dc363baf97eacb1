package io.sealgate.s3.sse;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The encryption context that KMS is given for an object (S3 user guide, "Encryption context"): the
 * client's pairs and {@code aws:s3:arn}.
 */
public final class KmsContext {

  /** The pair that S3 itself adds. */
  public static final String ARN = "aws:s3:arn";

  private static final String ARN_PREFIX = "arn:aws:s3:::";

  private KmsContext() {}

  /**
   * The context of an object whose data key is its own, bound to the object's ARN.
   *
   * @param bucket as clients name it
   * @param key the object key, decoded
   * @param context the client's own pairs
   */
  public static Map<String, String> ofObject(String bucket, String key, ClientContext context) {
    return with(context, objectArn(bucket, key));
  }

  /**
   * The context of a bucket key, bound to the bucket's ARN.
   *
   * @param bucket as clients name it
   * @param context the client's own pairs
   */
  public static Map<String, String> ofBucket(String bucket, ClientContext context) {
    return with(context, bucketArn(bucket));
  }

  /** {@code arn:aws:s3:::bucket/key}, with the raw key. */
  public static String objectArn(String bucket, String key) {
    return ARN_PREFIX + bucket + "/" + key;
  }

  /** {@code arn:aws:s3:::bucket}. */
  public static String bucketArn(String bucket) {
    return ARN_PREFIX + bucket;
  }

  private static Map<String, String> with(ClientContext context, String arn) {
    if (context.isEmpty()) {
      return Map.of(ARN, arn);
    }
    Map<String, String> pairs = new LinkedHashMap<>(context.pairs());
    pairs.put(ARN, arn);
    return Collections.unmodifiableMap(pairs);
  }
}
