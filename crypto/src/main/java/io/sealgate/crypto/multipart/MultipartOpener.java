package io.sealgate.crypto.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.LayeredOpener;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartIdentity;
import io.sealgate.crypto.body.PartKeys;
import io.sealgate.crypto.body.SequentialTransform;
import io.sealgate.crypto.body.SequentialTransform.Stretch;
import io.sealgate.crypto.body.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the transforms that open a multipart object, whose record pins every part: one that has
 * been dropped, exchanged, cut or superseded does not open (FORMAT §4). In every list layer 0 comes
 * first, the layer that holds the client's plaintext.
 *
 * <p>Holds no key; safe for many threads.
 */
public final class MultipartOpener {

  private final AesGcm gcm;
  private final Bytes salts;
  private final PartExtras extras;
  private final ObjectLayout layout;

  /**
   * An opener of one object's body.
   *
   * @param gcm does the cryptography
   * @param completion the object's opened record
   */
  public MultipartOpener(AesGcm gcm, CompletionRecord completion) {
    this.gcm = gcm;
    this.salts = completion.salts();
    this.extras = completion.extras();
    this.layout = new ObjectLayout(completion);
  }

  /** Where everything lies in the object. */
  public ObjectLayout layout() {
    return layout;
  }

  /**
   * What the headers and facts of a part must carry.
   *
   * @param part one of {@link #layout}
   * @return one for each layer
   */
  public List<PartIdentity> identities(ObjectPart part) {
    int saltBytes = layout.layers() * PartIdentity.SALT_BYTES;
    Bytes partSalts = salts.slice(part.ordinal() * saltBytes, saltBytes);
    return part.layout().identities(partSalts, part.partNumber());
  }

  /**
   * The headers of a part, from the object's record.
   *
   * @param part one of {@link #layout}
   * @return one for each layer; empty when the record does not know them, so that {@link #headers}
   *     has to read them
   */
  public Optional<List<PartHeader>> recordedHeaders(ObjectPart part) {
    if (!extras.knowsHeaders()) {
      return Optional.empty();
    }
    List<PartHeader> headers = new ArrayList<>(layout.layers());
    for (PartIdentity identity : identities(part)) {
      headers.add(extras.header(part.ordinal() * layout.layers() + headers.size(), identity));
    }
    return Optional.of(headers);
  }

  /**
   * Reads and verifies the headers of a part: what a range that begins in its middle needs first.
   *
   * @param keys one for each layer; borrowed for this call
   * @param part one of {@link #layout}
   * @param stored the bytes of {@link ObjectPart#coveringHeaders}, borrowed
   * @return one for each layer, to be kept if the caller likes: they hold no key in the clear
   * @throws IntegrityException when they are not the headers of that part
   */
  public List<PartHeader> headers(List<PartKeys> keys, ObjectPart part, byte[] stored) {
    return LayeredOpener.headers(gcm, keys, identities(part), stored);
  }

  /**
   * Opens the whole object: all of its stored bytes, every part with its facts.
   *
   * @param keys one for each layer; borrowed for this call
   */
  public Transform whole(List<PartKeys> keys) {
    return opening(0, layout.partCount() - 1, keys, this::whole);
  }

  /**
   * Opens a range whose first part's headers are known. The input is what {@link
   * ObjectLayout#covering} says.
   *
   * @param keys one for each layer; borrowed for this call
   * @param plaintext the range, not empty and within the object
   * @param firstHeaders of the part that holds its first byte, one for each layer
   * @throws IntegrityException when these are not the headers of that part
   */
  public Transform range(List<PartKeys> keys, Span plaintext, List<PartHeader> firstHeaders) {
    int first = layout.firstPartOf(plaintext).ordinal();
    int last = layout.lastPartOf(plaintext).ordinal();
    return opening(
        first,
        last,
        keys,
        (part, partKeys) ->
            part.ordinal() == first
                ? behindHeaders(part, partKeys, plaintext, firstHeaders)
                : fromStart(part, partKeys, plaintext, last));
  }

  /**
   * Opens a range of whose first part no header is known. The input is what {@link
   * ObjectLayout#coveringFromPartStart} says.
   *
   * @param keys one for each layer; borrowed for this call
   * @param plaintext the range, not empty and within the object
   */
  public Transform rangeFromPartStart(List<PartKeys> keys, Span plaintext) {
    int first = layout.firstPartOf(plaintext).ordinal();
    int last = layout.lastPartOf(plaintext).ordinal();
    return opening(
        first, last, keys, (part, partKeys) -> fromStart(part, partKeys, plaintext, last));
  }

  private Transform opening(
      int first, int last, List<PartKeys> keys, PartStretches.Opening opening) {
    return new SequentialTransform(new PartStretches(layout, first, last, keys, opening));
  }

  private Stretch behindHeaders(
      ObjectPart part, List<PartKeys> keys, Span plaintext, List<PartHeader> headers) {
    requireHeaders(part, headers);
    long inputOffsetBytes = part.covering(plaintext).offsetBytes() - part.storedOffsetBytes();
    return new Stretch(
        part.layout().storedBytes() - inputOffsetBytes,
        LayeredOpener.range(
            gcm, keys, headers, plaintext.within(part.plaintext()), inputOffsetBytes));
  }

  private Stretch fromStart(ObjectPart part, List<PartKeys> keys, Span plaintext, int last) {
    // The input holds all of a part that the range enters before and leaves behind.
    boolean whole = part.ordinal() < last && plaintext.offsetBytes() <= part.plaintextOffsetBytes();
    return whole
        ? whole(part, keys)
        : new Stretch(
            part.layout().storedBytes(),
            LayeredOpener.rangeFromStart(
                gcm, keys, identities(part), plaintext.within(part.plaintext())));
  }

  private Stretch whole(ObjectPart part, List<PartKeys> keys) {
    return new Stretch(
        part.layout().storedBytes(), LayeredOpener.identified(gcm, keys, identities(part)));
  }

  private void requireHeaders(ObjectPart part, List<PartHeader> headers) {
    List<PartIdentity> identities = identities(part);
    if (headers.size() != identities.size()) {
      throw new IllegalArgumentException(headers.size() + " headers");
    }
    for (int layer = 0; layer < headers.size(); layer++) {
      headers.get(layer).requireIdentity(identities.get(layer));
    }
  }
}
