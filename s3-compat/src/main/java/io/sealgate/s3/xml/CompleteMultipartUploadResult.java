package io.sealgate.s3.xml;

import io.sealgate.s3.ETagText;
import io.sealgate.s3.body.ShownChecksum;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer to CompleteMultipartUpload (S3 API reference, "CompleteMultipartUploadResult").
 *
 * @param location the object's URL
 * @param bucket the bucket's name
 * @param key the object's key
 * @param eTag the ETag with its quotes
 * @param checksum the object's checksum, null to show none
 */
public record CompleteMultipartUploadResult(
    String location, String bucket, String key, String eTag, @Nullable ShownChecksum checksum) {

  /** Checks that nothing is missing. */
  public CompleteMultipartUploadResult {
    Objects.requireNonNull(location);
    Objects.requireNonNull(bucket);
    Objects.requireNonNull(key);
    Objects.requireNonNull(eTag);
  }

  /**
   * Reads a backend's answer of status 200, all of it that is to be believed.
   *
   * @param document the answer, white space before it included
   * @return the object's ETag with its quotes, or the error that came after the status
   * @throws io.sealgate.s3.S3Exception InternalError when it is neither
   */
  public static LateAnswer<String> parseETag(byte[] document) {
    return LateAnswers.parse(
        document, Set.of("CompleteMultipartUploadResult"), CompleteMultipartUploadResult::eTag);
  }

  /** The body to send to the client. */
  public byte[] write() {
    XmlText text =
        XmlText.document(512 + 2 * key.length())
            .root("CompleteMultipartUploadResult")
            .element("Location", location)
            .element("Bucket", bucket)
            .element("Key", key)
            .element("ETag", eTag)
            .checksum(checksum);
    if (checksum != null) {
      text.element("ChecksumType", checksum.kind().type().name());
    }
    return text.close("CompleteMultipartUploadResult").bytes();
  }

  private static String eTag(XmlEvents events) {
    String eTag = null;
    while (events.nextChild()) {
      if (events.name().equals("ETag")) {
        eTag = events.readText().strip();
      } else {
        events.skip();
      }
    }
    if (eTag == null || eTag.isEmpty()) {
      throw events.refuse();
    }
    return ETagText.quoted(eTag);
  }
}
