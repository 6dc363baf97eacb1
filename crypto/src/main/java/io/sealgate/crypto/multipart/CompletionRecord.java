package io.sealgate.crypto.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.PartIdentity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What pins the parts of a completed multipart object: every part's number, length and salts, and
 * what clients are told of the whole (FORMAT §4). An instance is consistent in itself.
 *
 * @param layout which parts, how long
 * @param salts each part's salts in order, 16 bytes per layer
 * @param shownETag the ETag to show, with its quotes, when it is not the backend's (SSE-S3)
 * @param digests what is known of the whole plaintext
 * @param checksumType what the digests are over
 */
public record CompletionRecord(
    RecordLayout layout,
    Bytes salts,
    @Nullable String shownETag,
    Digests digests,
    ChecksumType checksumType) {

  /** The longest ETag that can be shown. */
  public static final int MAX_ETAG_BYTES = 128;

  /**
   * Checks that salts and stored length fit the parts.
   *
   * @throws IllegalArgumentException when they do not
   */
  public CompletionRecord {
    Objects.requireNonNull(digests);
    Objects.requireNonNull(checksumType);
    long layerBytes = (long) layout.partCount() * PartIdentity.SALT_BYTES;
    int saltBytes = salts.lengthBytes();
    if (saltBytes != layerBytes && saltBytes != 2 * layerBytes) {
      throw new IllegalArgumentException(saltBytes + " bytes of salts");
    }
    if (!layout.addsUp((int) (saltBytes / layerBytes))) {
      throw new IllegalArgumentException("the parts are not stored in " + layout.storedBytes());
    }
    if (shownETag != null) {
      requireQuoted(shownETag);
    }
  }

  /**
   * The record of the parts that a client names in CompleteMultipartUpload.
   *
   * @param parts their notes, in ascending order of their numbers, one or more
   * @param shownETag the ETag to show, with its quotes, when it is not the backend's
   * @param digests what is known of the whole plaintext
   * @param checksumType what the digests are over
   * @throws IllegalArgumentException when there are no parts, they do not ascend or are not all of
   *     the same number of layers
   */
  public static CompletionRecord ofParts(
      List<PartNote> parts,
      @Nullable String shownETag,
      Digests digests,
      ChecksumType checksumType) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("no parts");
    }
    int layerCount = parts.getFirst().layerCount();
    int partSaltBytes = layerCount * PartIdentity.SALT_BYTES;
    byte[] salts = new byte[parts.size() * partSaltBytes];
    int end = 0;
    for (PartNote part : parts) {
      if (part.layerCount() != layerCount) {
        throw new IllegalArgumentException("parts of different layers");
      }
      end = part.salts().copyInto(salts, end);
    }
    RecordLayout layout = RecordLayout.ofParts(parts, layerCount);
    return new CompletionRecord(layout, Bytes.copyOf(salts), shownETag, digests, checksumType);
  }

  /** How many layers the parts have, 1 or 2. */
  public int layerCount() {
    return salts.lengthBytes() / (layout.partCount() * PartIdentity.SALT_BYTES);
  }

  /** The parts, in the order of their numbers, which is the order in which they are stored. */
  public List<PinnedPart> parts() {
    int saltBytes = layerCount() * PartIdentity.SALT_BYTES;
    List<PinnedPart> parts = new ArrayList<>(salts.lengthBytes() / saltBytes);
    for (PartRun run : layout.runs()) {
      for (int number = run.firstPartNumber(); number <= run.lastPartNumber(); number++) {
        Bytes partSalts = salts.slice(parts.size() * saltBytes, saltBytes);
        parts.add(new PinnedPart(number, run.plaintextBytes(), partSalts));
      }
    }
    return parts;
  }

  /** The ETag to show, with its quotes, when it is not the backend's. */
  public Optional<String> eTag() {
    return Optional.ofNullable(shownETag);
  }

  private static void requireQuoted(String eTag) {
    int length = eTag.getBytes(StandardCharsets.UTF_8).length;
    if (length < 2 || length > MAX_ETAG_BYTES || !eTag.startsWith("\"") || !eTag.endsWith("\"")) {
      throw new IllegalArgumentException("an ETag of " + length + " bytes or without its quotes");
    }
  }
}
