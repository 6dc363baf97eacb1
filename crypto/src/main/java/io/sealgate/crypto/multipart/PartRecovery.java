package io.sealgate.crypto.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartIdentity;
import io.sealgate.crypto.body.PartKeys;
import io.sealgate.crypto.body.PartLayout;
import io.sealgate.crypto.body.PartRangeOpener;
import io.sealgate.crypto.body.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds out the parts of a multipart object whose completion record is lost, one after the other,
 * from what their own headers say (FORMAT §4). That each part is genuine is verified; that none was
 * dropped, superseded or added is not, since only the record pins that.
 */
public final class PartRecovery {

  /**
   * How many bytes from a part's beginning on tell what it is: more than the header and the one
   * frame of an outer layer that an inner header lies in.
   */
  public static final int START_BYTES = 128 * 1024;

  private static final String NO_ETAG = "-";

  private final AesGcm gcm;
  private final List<PartKeys> keys;
  private final List<PartNote> found = new ArrayList<>();

  /**
   * A recovery that begins with the object's first part.
   *
   * @param keys one for each layer, borrowed
   */
  public PartRecovery(AesGcm gcm, List<PartKeys> keys) {
    this.gcm = gcm;
    this.keys = keys;
  }

  /**
   * Takes the next part.
   *
   * @param start its first {@link #START_BYTES} bytes, or as many as the object has
   * @return how long it is as stored
   * @throws IntegrityException when no part of the object begins there, or not one that could
   *     follow the one before
   */
  public long next(byte[] start) {
    PinnedPart part = identified(start);
    if (!found.isEmpty() && part.partNumber() <= found.getLast().partNumber()) {
      throw new IntegrityException(Reason.RECORD, "parts out of their order");
    }
    found.add(
        new PartNote(
            part.partNumber(), NO_ETAG, part.plaintextBytes(), part.salts(), Digests.NONE));
    return part.layout().storedBytes();
  }

  /**
   * A record of the parts found, to read the object with.
   *
   * @throws IllegalArgumentException when there are none
   */
  public CompletionRecord record() {
    return CompletionRecord.ofParts(found, null, Digests.NONE, ChecksumType.FULL_OBJECT);
  }

  private PinnedPart identified(byte[] start) {
    PartIdentity outer = header(keys.getLast(), start).identity();
    if (keys.size() == 1) {
      return new PinnedPart(outer.partNumber(), outer.plaintextBytes(), outer.salt());
    }
    PartIdentity inner = header(keys.getFirst(), innerStart(outer, start)).identity();
    if (inner.partNumber() != outer.partNumber()
        || inner.layout().storedBytes() != outer.plaintextBytes()) {
      throw new IntegrityException(Reason.HEADER, "layers that do not belong together");
    }
    byte[] salts = new byte[2 * PartIdentity.SALT_BYTES];
    outer.salt().copyInto(salts, inner.salt().copyInto(salts, 0));
    return new PinnedPart(inner.partNumber(), inner.plaintextBytes(), Bytes.copyOf(salts));
  }

  private PartHeader header(PartKeys layerKeys, byte[] start) {
    if (start.length < PartLayout.HEADER_BYTES) {
      throw new IntegrityException(Reason.HEADER, "is cut");
    }
    return PartHeader.open(gcm, layerKeys, Arrays.copyOf(start, PartLayout.HEADER_BYTES));
  }

  /** The inner header, out of the first frame of the outer layer. */
  private byte[] innerStart(PartIdentity outer, byte[] start) {
    Span header = new Span(0, PartLayout.HEADER_BYTES);
    if (outer.plaintextBytes() < header.lengthBytes()) {
      throw new IntegrityException(Reason.HEADER, "holds no inner layer");
    }
    long frameEndBytes = outer.layout().covering(header).endBytes();
    if (start.length < frameEndBytes) {
      throw new IntegrityException(Reason.HEADER, "is cut");
    }
    ByteBuffer in = ByteBuffer.wrap(start, 0, Math.toIntExact(frameEndBytes));
    try (Transform opener = new PartRangeOpener(gcm, keys.getLast(), outer, header)) {
      ByteBuffer out = ByteBuffer.allocate(opener.outputBound(in.remaining()));
      opener.update(in, out);
      opener.finish(out);
      return Arrays.copyOf(out.array(), out.position());
    }
  }
}
