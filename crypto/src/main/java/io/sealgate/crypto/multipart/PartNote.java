package io.sealgate.crypto.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartIdentity;
import io.sealgate.crypto.body.PartLayout;
import java.util.Objects;

/**
 * What is remembered of an uploaded part until its upload ends (FORMAT §4): one note per attempt.
 *
 * @param partNumber 1 to 10,000
 * @param backendETag the backend's ETag of the stored part, without quotes
 * @param plaintextBytes the client's plaintext length, 0 or more
 * @param salts the part's salt of each layer, layer 0's first, 16 bytes each
 * @param digests what is known of the part's plaintext
 * @param sealedKeys the rest of the core of each layer's header, layer 0's first, 60 bytes each;
 *     empty in notes of older writers
 */
public record PartNote(
    int partNumber,
    String backendETag,
    long plaintextBytes,
    Bytes salts,
    Digests digests,
    Bytes sealedKeys) {

  /** The longest backend ETag that a note's name has room for. */
  public static final int MAX_ETAG_CHARACTERS = 128;

  /**
   * Checks ranges and sizes.
   *
   * @throws IllegalArgumentException when one is wrong, or the ETag cannot be part of a name
   */
  public PartNote {
    Objects.requireNonNull(digests);
    if (partNumber < 1 || partNumber > PartIdentity.MAX_PART_NUMBER) {
      throw new IllegalArgumentException("part " + partNumber);
    }
    if (plaintextBytes < 0 || plaintextBytes > PartLayout.MAX_OBJECT_STORED_BYTES) {
      throw new IllegalArgumentException("a part of " + plaintextBytes + " bytes");
    }
    int saltBytes = salts.lengthBytes();
    if (saltBytes != PartIdentity.SALT_BYTES && saltBytes != 2 * PartIdentity.SALT_BYTES) {
      throw new IllegalArgumentException(saltBytes + " bytes of salts");
    }
    if (sealedKeys.lengthBytes() != 0
        && sealedKeys.lengthBytes()
            != saltBytes / PartIdentity.SALT_BYTES * PartHeader.SEALED_KEY_BYTES) {
      throw new IllegalArgumentException(sealedKeys.lengthBytes() + " bytes of sealed keys");
    }
    requireNameable(backendETag);
  }

  /** A note that says nothing of the part's keys. */
  public PartNote(
      int partNumber, String backendETag, long plaintextBytes, Bytes salts, Digests digests) {
    this(partNumber, backendETag, plaintextBytes, salts, digests, Bytes.EMPTY);
  }

  /** How many layers the part has, 1 or 2. */
  public int layerCount() {
    return salts.lengthBytes() / PartIdentity.SALT_BYTES;
  }

  /** The ETag stands between slashes in the note's name, where it must stay one segment. */
  static void requireNameable(String eTag) {
    boolean nameable = !eTag.isEmpty() && eTag.length() <= MAX_ETAG_CHARACTERS;
    for (int i = 0; nameable && i < eTag.length(); i++) {
      char c = eTag.charAt(i);
      nameable = c > ' ' && c < 0x7f && c != '/' && c != '"';
    }
    if (!nameable) {
      throw new IllegalArgumentException("an ETag that cannot be part of a name");
    }
  }
}
