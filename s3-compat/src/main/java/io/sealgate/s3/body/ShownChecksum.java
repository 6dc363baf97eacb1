package io.sealgate.s3.body;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.Digests;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A checksum as S3 shows it in headers and documents (API reference, "Checking object integrity").
 *
 * @param kind which checksum
 * @param value base64; of a COMPOSITE checksum followed by a dash and the number of parts
 */
public record ShownChecksum(ChecksumKind kind, String value) {

  /** Checks that nothing is missing. */
  public ShownChecksum {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(value);
  }

  /**
   * The checksum of an object.
   *
   * @param kind which checksum
   * @param value its value, over the parts' checksums when the kind is COMPOSITE
   * @param partCount how many parts the object has
   */
  public static ShownChecksum of(ChecksumKind kind, Bytes value, int partCount) {
    String encoded = kind.algorithm().encode(value.toArray());
    return switch (kind.type()) {
      case FULL_OBJECT -> new ShownChecksum(kind, encoded);
      case COMPOSITE -> new ShownChecksum(kind, encoded + '-' + partCount);
    };
  }

  /**
   * The checksum of one part: of its plaintext, whatever the object's is over.
   *
   * @param kind which checksum the upload or object has
   * @param part the digests known of the part
   * @return null when that one is not among them
   */
  public static @Nullable ShownChecksum ofPart(ChecksumKind kind, Digests part) {
    Bytes value = kind.algorithm().in(part);
    return value == null ? null : new ShownChecksum(kind, kind.algorithm().encode(value.toArray()));
  }

  /** Adds {@code x-amz-checksum-<algorithm>} and {@code x-amz-checksum-type}. */
  public void addHeaders(HeaderList response) {
    addValue(response);
    response.add(ChecksumKind.TYPE_HEADER, kind.type().name());
  }

  /** Adds {@code x-amz-checksum-<algorithm>} alone, as answers to UploadPart have it. */
  public void addValue(HeaderList response) {
    response.add(kind.algorithm().header(), value);
  }
}
