package io.sealgate.proxy.object;

import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.proxy.sealing.OpenedMultipart;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.sealing.OpenedSinglePart;
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
   * @param opened maybe closed
   * @param digests what is known of its plaintext; needed for SSE-S3 only
   * @return with its quotes
   */
  public static String of(
      StoredObject object,
      Envelope envelope,
      OpenedObject opened,
      @Nullable ObjectDigests digests) {
    if (envelope.fields().mode() != Mode.SSE_S3) {
      return object.backendETag();
    }
    return switch (opened) {
      case OpenedSinglePart single ->
          ofManaged(object.backendETag(), digests == null ? null : digests.md5ETag());
      case OpenedMultipart multipart ->
          ofManaged(object.backendETag(), multipart.completion().shownETag());
    };
  }

  /**
   * The ETag of a copy, the moment it is made: the one that it will be seen under.
   *
   * @param mode of the copy
   * @param backendETag that the backend gave the copy
   * @param digests what is known of its plaintext; null for a copy of a multipart object, which
   *     keeps the parts but not the ETag of the upload
   */
  public static String ofCopy(Mode mode, String backendETag, @Nullable ObjectDigests digests) {
    return mode == Mode.SSE_S3
        ? ofManaged(backendETag, digests == null ? null : digests.md5ETag())
        : backendETag;
  }

  /**
   * The ETag of an SSE-S3 object. Where no MD5 is known, as of a sealed copy of an SSE-KMS object,
   * it must not look like one: clients take an ETag with a dash for that of a multipart object,
   * which they do not verify.
   */
  private static String ofManaged(String backendETag, @Nullable String known) {
    if (known != null) {
      return known;
    }
    return backendETag.indexOf('-') >= 0
        ? backendETag
        : backendETag.substring(0, backendETag.length() - 1) + "-1\"";
  }
}
