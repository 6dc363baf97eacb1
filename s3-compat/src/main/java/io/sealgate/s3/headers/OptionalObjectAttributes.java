package io.sealgate.s3.headers;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;

/**
 * What a listing is asked to tell of its objects besides: {@code x-amz-optional-object-attributes}
 * (S3 API reference, ListObjectsV2). The one attribute is {@code RestoreStatus}, which S3 shows
 * only of objects that are being restored from an archive, or have been. Sealgate serves no
 * RestoreObject, and its rows have none.
 */
public final class OptionalObjectAttributes {

  private static final String HEADER = "x-amz-optional-object-attributes";
  private static final String RESTORE_STATUS = "RestoreStatus";

  private OptionalObjectAttributes() {}

  /**
   * Refuses a listing that asks for an attribute that S3 does not know.
   *
   * @param headers of the request; the attributes stand in one line or several
   * @throws S3Exception InvalidArgument
   */
  public static void check(Headers headers) {
    for (String line : headers.all(HEADER)) {
      for (String name : line.split(",", -1)) {
        if (!name.strip().equals(RESTORE_STATUS)) {
          throw new S3Exception(S3Error.INVALID_ARGUMENT, "Invalid attribute name specified.")
              .with("ArgumentName", HEADER)
              .with("ArgumentValue", name.strip());
        }
      }
    }
  }
}
