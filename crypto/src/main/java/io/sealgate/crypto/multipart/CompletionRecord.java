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
 * @param extras what else is known of each part; not what pins it
 */
public record CompletionRecord(
    RecordLayout layout,
    Bytes salts,
    @Nullable String shownETag,
    Digests digests,
    ChecksumType checksumType,
    PartExtras extras) {

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
    extras.requireFitting(layout.partCount(), (int) (saltBytes / layerBytes));
    if (shownETag != null) {
      requireQuoted(shownETag);
    }
  }

  /** A record that knows nothing more of its parts. */
  public CompletionRecord(
      RecordLayout layout,
      Bytes salts,
      @Nullable String shownETag,
      Digests digests,
      ChecksumType checksumType) {
    this(layout, salts, shownETag, digests, checksumType, PartExtras.NONE);
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
    return new CompletionRecord(
        layout,
        Bytes.copyOf(salts),
        shownETag,
        digests,
        checksumType,
        PartExtras.ofParts(parts, digests, checksumType));
  }

  /** The same parts as another object, which shows no ETag of an upload any more. */
  public CompletionRecord ofCopy() {
    return new CompletionRecord(layout, salts, null, digests, checksumType, extras);
  }

  /**
   * Whether another record pins the same parts and tells clients the same of the whole. What only
   * saves requests may be missing from one of them.
   */
  public boolean agreesWith(CompletionRecord other) {
    return layout.equals(other.layout)
        && salts.equals(other.salts)
        && Objects.equals(shownETag, other.shownETag)
        && digests.equals(other.digests)
        && checksumType == other.checksumType;
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

  /**
   * What is known of a part's plaintext: the digest that the object's COMPOSITE one is made of.
   *
   * @param ordinal which part in the order of storage, from 0
   */
  public Digests partDigests(int ordinal) {
    return extras.ofPart(ordinal);
  }

  private static void requireQuoted(String eTag) {
    int length = eTag.getBytes(StandardCharsets.UTF_8).length;
    if (length < 2 || length > MAX_ETAG_BYTES || !eTag.startsWith("\"") || !eTag.endsWith("\"")) {
      throw new IllegalArgumentException("an ETag of " + length + " bytes or without its quotes");
    }
  }
}
