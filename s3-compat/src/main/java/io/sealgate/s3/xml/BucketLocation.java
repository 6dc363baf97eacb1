package io.sealgate.s3.xml;

/** The answer to GetBucketLocation (S3 API reference, "LocationConstraint"). */
public final class BucketLocation {

  private static final String FIRST_REGION = "us-east-1";

  private BucketLocation() {}

  /**
   * The body to send to the client.
   *
   * @param region the bucket's region; AWS leaves the element empty for us-east-1
   */
  public static byte[] write(String region) {
    return XmlText.document(160)
        .root("LocationConstraint")
        .content(region.equals(FIRST_REGION) ? "" : region)
        .close("LocationConstraint")
        .bytes();
  }
}
