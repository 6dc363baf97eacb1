package io.sealgate.s3.xml;

import java.util.Objects;

/**
 * The answer to CreateMultipartUpload (S3 API reference, "InitiateMultipartUploadResult").
 *
 * @param bucket the bucket's name
 * @param key the object's key
 * @param uploadId the upload's id, the backend's own
 */
public record InitiateMultipartUploadResult(String bucket, String key, String uploadId) {

  private static final int LIMIT_BYTES = 64 << 10;
  private static final int MOST_EVENTS = 200;

  /** Checks that nothing is missing. */
  public InitiateMultipartUploadResult {
    Objects.requireNonNull(bucket);
    Objects.requireNonNull(key);
    Objects.requireNonNull(uploadId);
  }

  /**
   * Reads the upload's id in a backend's answer, all of it that is to be believed.
   *
   * @throws io.sealgate.s3.S3Exception InternalError when it has none
   */
  public static String parseUploadId(byte[] document) {
    XmlEvents events = XmlEvents.ofBackend(document, LIMIT_BYTES, MOST_EVENTS);
    events.requireRoot("InitiateMultipartUploadResult");
    String uploadId = null;
    while (events.nextChild()) {
      if (events.name().equals("UploadId")) {
        uploadId = events.readText();
      } else {
        events.skip();
      }
    }
    events.requireEnd();
    if (uploadId == null || uploadId.isEmpty()) {
      throw events.refuse();
    }
    return uploadId;
  }

  /** The body to send to the client. */
  public byte[] write() {
    return XmlText.document(256 + key.length())
        .root("InitiateMultipartUploadResult")
        .element("Bucket", bucket)
        .element("Key", key)
        .element("UploadId", uploadId)
        .close("InitiateMultipartUploadResult")
        .bytes();
  }
}
