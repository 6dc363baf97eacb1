package io.sealgate.s3.xml;

import io.sealgate.s3.S3Exception;
import java.util.Objects;

/**
 * The body of UpdateObjectEncryption (S3 API reference, "ObjectEncryption"): always SSE-KMS, since
 * S3 re-seals to nothing else.
 *
 * @param kmsKeyArn the key to seal under
 * @param bucketKey whether a bucket key is used
 */
public record ObjectEncryption(String kmsKeyArn, boolean bucketKey) {

  /** The longest body that is accepted. */
  public static final int LIMIT_BYTES = 16 << 10;

  private static final int MOST_EVENTS = 64;

  /** Checks that nothing is missing. */
  public ObjectEncryption {
    Objects.requireNonNull(kmsKeyArn);
  }

  /**
   * Reads a client's body.
   *
   * @throws S3Exception MalformedXML, also for other encryption than SSE-KMS, no key, or an unknown
   *     element
   */
  public static ObjectEncryption parse(byte[] document) {
    XmlEvents events = XmlEvents.ofClient(document, LIMIT_BYTES, MOST_EVENTS);
    events.requireRoot("ObjectEncryption");
    ObjectEncryption encryption = null;
    while (events.nextChild()) {
      if (!events.name().equals("SSE-KMS") || encryption != null) {
        throw events.refuse();
      }
      encryption = kms(events);
    }
    events.requireEnd();
    if (encryption == null) {
      throw events.refuse();
    }
    return encryption;
  }

  private static ObjectEncryption kms(XmlEvents events) {
    String keyArn = null;
    boolean bucketKey = false;
    while (events.nextChild()) {
      switch (events.name()) {
        case "KMSKeyArn" -> keyArn = events.readText().strip();
        case "BucketKeyEnabled" -> bucketKey = events.readFlag();
        default -> throw events.refuse();
      }
    }
    if (keyArn == null || keyArn.isEmpty()) {
      throw events.refuse();
    }
    return new ObjectEncryption(keyArn, bucketKey);
  }
}
