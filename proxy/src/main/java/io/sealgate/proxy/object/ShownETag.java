package io.sealgate.proxy.object;

import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.s3.body.ObjectDigests;
import org.jspecify.annotations.Nullable;

/**
 * The ETag that clients see of a sealed object: the backend's, but of SSE-S3 the MD5 of the
 * plaintext, as on AWS.
 */
public final class ShownETag {

  private ShownETag() {}

  /**
   * The ETag of an object.
   *
   * @param digests what is known of its plaintext; needed for SSE-S3 only
   * @return with its quotes
   */
  public static String of(StoredObject object, Envelope envelope, @Nullable ObjectDigests digests) {
    return envelope.fields().mode() == Mode.SSE_S3
        ? ofManaged(object.backendETag(), digests)
        : object.backendETag();
  }

  /**
   * The ETag of an SSE-S3 object. Where no MD5 is known, as of a sealed copy of an SSE-KMS object,
   * it must not look like one: clients take an ETag with a dash for that of a multipart object,
   * which they do not verify.
   */
  private static String ofManaged(String backendETag, @Nullable ObjectDigests digests) {
    String md5 = digests == null ? null : digests.md5ETag();
    if (md5 != null) {
      return md5;
    }
    return backendETag.indexOf('-') >= 0
        ? backendETag
        : backendETag.substring(0, backendETag.length() - 1) + "-1\"";
  }
}
