package io.sealgate.proxy.backend;

import java.util.Objects;

/**
 * Which bodies are accompanied by a CRC32C of the bytes that the store is to keep, so that what
 * breaks on the way there, over plain HTTP too, is refused instead of stored.
 *
 * @param objects whether those of PutObject are
 * @param parts whether those of UploadPart are
 */
public record BodyChecksums(boolean objects, Parts parts) {

  /** What a store makes of the checksums of parts. */
  public enum Parts {
    /** None is sent: the store takes none, or then wants them listed in CompleteMultipartUpload. */
    UNCHECKED,
    /** It takes them in any upload, as MinIO does. */
    CHECKED,
    /** It takes them in an upload that was created for that checksum, as AWS does. */
    ANNOUNCED
  }

  static final String TRAILER_HEADER = "x-amz-trailer";

  /** No body is. */
  public static final BodyChecksums NONE = new BodyChecksums(false, Parts.UNCHECKED);

  /** Objects are: every store that knows trailers takes these. */
  public static final BodyChecksums OBJECTS = new BodyChecksums(true, Parts.UNCHECKED);

  /** Checks that nothing is missing. */
  public BodyChecksums {
    Objects.requireNonNull(parts);
  }

  /** Whether the body of that request is. */
  boolean accompanyBodyOf(BackendRequest request) {
    if (!request.method().equals("PUT")
        || request.key().isEmpty()
        || request.headers().contains("x-amz-copy-source")
        || request.headers().contains(TRAILER_HEADER)) { // it brings its own
      return false;
    }
    return request.rawQuery().isEmpty()
        ? objects
        : parts != Parts.UNCHECKED && isOfPart(request.rawQuery());
  }

  /** Whether that request creates an upload, and is to say that its parts will be. */
  boolean announcedBy(BackendRequest request) {
    return parts == Parts.ANNOUNCED
        && request.method().equals("POST")
        && request.rawQuery().equals("uploads");
  }

  private static boolean isOfPart(String rawQuery) {
    return rawQuery.startsWith("partNumber=") || rawQuery.contains("&partNumber=");
  }
}
