package io.sealgate.crypto.body;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes the transforms that open parts of one layer, or of the two of DSSE-KMS (FORMAT §3). In
 * every list layer 0 comes first, the layer that holds the client's plaintext.
 */
public final class LayeredOpener {

  private LayeredOpener() {}

  /**
   * Opens a whole part whose headers are known, as a PutObject's are from its envelope.
   *
   * @param gcm does the cryptography
   * @param keys one for each layer; borrowed for this call
   * @param headers one for each layer, see {@link LayeredLayout#headers}
   * @throws IntegrityException when a part data key is not wrapped by its object key
   */
  public static Transform whole(AesGcm gcm, List<PartKeys> keys, List<PartHeader> headers) {
    requireLayers(keys, headers);
    PartOpener inner = new PartOpener(gcm, keys.get(0), headers.get(0));
    return keys.size() == 1
        ? inner
        : behind(inner, () -> new PartOpener(gcm, keys.get(1), headers.get(1)));
  }

  /**
   * Opens a whole part of which the identities are known, as a multipart object's are from its
   * completion record.
   *
   * @param gcm does the cryptography
   * @param keys one for each layer; borrowed for this call
   * @param identities one for each layer, see {@link LayeredLayout#identities}
   */
  public static Transform identified(
      AesGcm gcm, List<PartKeys> keys, List<PartIdentity> identities) {
    requireLayers(keys, identities);
    PartOpener inner = new PartOpener(gcm, keys.get(0), identities.get(0));
    return keys.size() == 1
        ? inner
        : behind(inner, () -> new PartOpener(gcm, keys.get(1), identities.get(1)));
  }

  /**
   * Opens a range of a part.
   *
   * @param gcm does the cryptography
   * @param keys one for each layer; borrowed for this call
   * @param headers one for each layer
   * @param plaintext the range, not empty and within layer 0
   * @param inputOffsetBytes where in the stored part the input begins, at the latest where {@link
   *     LayeredLayout#covering} does
   * @throws IntegrityException when a part data key is not wrapped by its object key
   */
  public static Transform range(
      AesGcm gcm,
      List<PartKeys> keys,
      List<PartHeader> headers,
      Span plaintext,
      long inputOffsetBytes) {
    requireLayers(keys, headers);
    if (keys.size() == 1) {
      return new PartRangeOpener(gcm, keys.get(0), headers.get(0), plaintext, inputOffsetBytes);
    }
    Span between = headers.get(0).layout().covering(plaintext);
    return behind(
        new PartRangeOpener(gcm, keys.get(0), headers.get(0), plaintext, between.offsetBytes()),
        () -> new PartRangeOpener(gcm, keys.get(1), headers.get(1), between, inputOffsetBytes));
  }

  /**
   * Opens a range of a part of which the identities are known, from the stored part's first byte
   * on: the headers come with the input. Meant for ranges that begin in the first frame, or close
   * to it, because of two layers the outer one is opened from its beginning.
   *
   * @param gcm does the cryptography
   * @param keys one for each layer; borrowed for this call
   * @param identities one for each layer, see {@link LayeredLayout#identities}
   * @param plaintext the range, not empty and within layer 0
   */
  public static Transform rangeFromStart(
      AesGcm gcm, List<PartKeys> keys, List<PartIdentity> identities, Span plaintext) {
    requireLayers(keys, identities);
    PartRangeOpener inner = new PartRangeOpener(gcm, keys.get(0), identities.get(0), plaintext);
    if (keys.size() == 1) {
      return inner;
    }
    Span between = new Span(0, identities.get(0).layout().covering(plaintext).endBytes());
    return behind(inner, () -> new PartRangeOpener(gcm, keys.get(1), identities.get(1), between));
  }

  /**
   * Reads and verifies the headers of a part of which the identities are known.
   *
   * @param gcm does the cryptography
   * @param keys one for each layer; borrowed for this call
   * @param identities one for each layer, see {@link LayeredLayout#identities}
   * @param stored the bytes of {@link LayeredLayout#coveringHeaders}, borrowed
   * @return one for each layer; they hold no key in the clear
   * @throws IntegrityException when they are not the headers of that part
   */
  public static List<PartHeader> headers(
      AesGcm gcm, List<PartKeys> keys, List<PartIdentity> identities, byte[] stored) {
    requireLayers(keys, identities);
    int outermost = keys.size() - 1;
    byte[] first = Arrays.copyOf(stored, Math.min(stored.length, PartLayout.HEADER_BYTES));
    PartHeader outer = header(gcm, keys.get(outermost), identities.get(outermost), first);
    if (outermost == 0) {
      return List.of(outer);
    }
    Span innerHeader = new Span(0, PartLayout.HEADER_BYTES);
    byte[] inner = piece(new PartRangeOpener(gcm, keys.get(1), outer, innerHeader, 0), stored);
    return List.of(header(gcm, keys.get(0), identities.get(0), inner), outer);
  }

  /**
   * Opens the facts of a part whose headers are known.
   *
   * @param gcm does the cryptography
   * @param keys one for each layer; borrowed for this call
   * @param headers one for each layer
   * @param stored the bytes of {@link LayeredLayout#coveringFacts}, borrowed
   * @throws IntegrityException when they are not the facts of that part
   */
  public static Facts facts(
      AesGcm gcm, List<PartKeys> keys, List<PartHeader> headers, byte[] stored) {
    requireLayers(keys, headers);
    PartIdentity expected = headers.get(0).identity();
    byte[] sealed = stored;
    if (keys.size() > 1) {
      LayeredLayout layout = new LayeredLayout(expected.plaintextBytes(), keys.size());
      long inputOffsetBytes = layout.coveringFacts().offsetBytes();
      Span between = expected.layout().facts();
      sealed =
          piece(
              new PartRangeOpener(gcm, keys.get(1), headers.get(1), between, inputOffsetBytes),
              stored);
    }
    Facts facts = Facts.open(gcm, keys.get(0), sealed);
    facts.requireIdentity(expected);
    return facts;
  }

  private static PartHeader header(
      AesGcm gcm, PartKeys keys, PartIdentity expected, byte[] stored) {
    PartHeader header = PartHeader.open(gcm, keys, stored);
    header.requireIdentity(expected);
    return header;
  }

  /** Everything that a small range comes to. */
  private static byte[] piece(Transform range, byte[] stored) {
    try (range) {
      ByteBuffer out = ByteBuffer.allocate(range.outputBound(stored.length));
      range.update(ByteBuffer.wrap(stored), out);
      range.finish(out);
      return Arrays.copyOf(out.array(), out.position());
    }
  }

  private static Transform behind(Transform inner, Supplier<Transform> makeOuter) {
    Transform outer;
    try {
      outer = makeOuter.get();
    } catch (RuntimeException e) {
      inner.close(); // its keys would stay behind
      throw e;
    }
    return new ChainedTransform(outer, inner);
  }

  private static void requireLayers(List<?> keys, List<?> parts) {
    if (keys.isEmpty() || keys.size() > 2 || keys.size() != parts.size()) {
      throw new IllegalArgumentException(keys.size() + " keys for " + parts.size() + " layers");
    }
  }
}
