package io.sealgate.s3.headers;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.Map;

/**
 * The rules of user metadata, {@code x-amz-meta-*}: at most 2 KB of names and values (S3 user
 * guide, "Working with object metadata"), of which Sealgate's envelope takes its share, under a
 * name that clients can neither set nor see.
 */
public final class UserMetadata {

  /** What the name of each entry starts with. */
  public static final String PREFIX = "x-amz-meta-";

  /** The header of the envelope (object format, section 3). */
  public static final String ENVELOPE_HEADER = PREFIX + "sealgate";

  /** The most that names without their prefix and values may take together. */
  public static final long MAX_BYTES = 2048;

  /** Makes MinIO unpack the body as an archive, which would be one of sealed bytes. */
  private static final String MINIO_UNPACK_HEADER = PREFIX + "snowball-auto-extract";

  private UserMetadata() {}

  /** Whether a header is an entry of user metadata. */
  public static boolean isEntry(String headerName) {
    return RequestHeaders.startsWith(headerName, PREFIX);
  }

  /** Whether a header is the envelope, which no client sees. */
  public static boolean isEnvelope(String headerName) {
    return headerName.equalsIgnoreCase(ENVELOPE_HEADER);
  }

  /**
   * What the client's own entries take.
   *
   * @param headers of the request; a char of a value is a byte on the wire
   */
  public static long lengthBytes(Headers headers) {
    long length = 0;
    for (Map.Entry<String, String> line : headers) {
      if (isEntry(line.getKey())) {
        length += lengthBytes(line.getKey(), line.getValue());
      }
    }
    return length;
  }

  /**
   * Refuses an object whose envelope does not fit beside the client's metadata, before a byte of
   * its body is read.
   *
   * @param headers of the request
   * @param envelopeBytes the length of the envelope entry's value
   * @throws S3Exception MetadataTooLarge, which says how much was left
   */
  public static void requireRoomForEnvelope(Headers headers, long envelopeBytes) {
    requireWithinLimit(
        lengthBytes(headers) + ENVELOPE_HEADER.length() - PREFIX.length() + envelopeBytes);
  }

  static long lengthBytes(String headerName, String value) {
    return (long) headerName.length() - PREFIX.length() + value.length();
  }

  static void requireWithinLimit(long lengthBytes) {
    if (lengthBytes > MAX_BYTES) {
      throw new S3Exception(S3Error.METADATA_TOO_LARGE)
          .with("Size", Long.toString(lengthBytes))
          .with("MaxSizeAllowed", Long.toString(MAX_BYTES));
    }
  }

  static void requireFree(String headerName) {
    if (isEnvelope(headerName)) {
      throw new S3Exception(
              S3Error.INVALID_ARGUMENT, "The metadata name 'sealgate' is reserved for Sealgate.")
          .with("ArgumentName", ENVELOPE_HEADER);
    }
    if (headerName.equalsIgnoreCase(MINIO_UNPACK_HEADER)) {
      throw new S3Exception(
              S3Error.NOT_IMPLEMENTED, "Unpacking archives on upload is not implemented.")
          .with("Header", MINIO_UNPACK_HEADER);
    }
  }
}
