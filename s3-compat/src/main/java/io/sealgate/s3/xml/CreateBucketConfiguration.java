package io.sealgate.s3.xml;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import org.jspecify.annotations.Nullable;

/**
 * The body of CreateBucket (S3 API reference, "CreateBucketConfiguration").
 *
 * @param locationConstraint the region asked for, null when none is
 */
public record CreateBucketConfiguration(@Nullable String locationConstraint) {

  /** The longest body that is accepted. */
  public static final int LIMIT_BYTES = 16 << 10;

  private static final int MOST_EVENTS = 64;

  /**
   * Reads a client's body.
   *
   * @param document the body, which may be empty
   * @throws S3Exception MalformedXML, also for unknown elements; NotImplemented for directory
   *     buckets and for tags, which would else be lost
   */
  public static CreateBucketConfiguration parse(byte[] document) {
    if (document.length == 0) {
      return new CreateBucketConfiguration(null);
    }
    XmlEvents events = XmlEvents.ofClient(document, LIMIT_BYTES, MOST_EVENTS);
    events.requireRoot("CreateBucketConfiguration");
    String region = null;
    while (events.nextChild()) {
      region =
          switch (events.name()) {
            case "LocationConstraint" -> events.readText().strip();
            case "Bucket", "Location", "Tags" -> throw new S3Exception(S3Error.NOT_IMPLEMENTED);
            default -> throw events.refuse();
          };
    }
    events.requireEnd();
    return new CreateBucketConfiguration(region == null || region.isEmpty() ? null : region);
  }

  /** The body to send to the backend. */
  public byte[] write() {
    return XmlText.document(200)
        .root("CreateBucketConfiguration")
        .element("LocationConstraint", locationConstraint)
        .close("CreateBucketConfiguration")
        .bytes();
  }
}
