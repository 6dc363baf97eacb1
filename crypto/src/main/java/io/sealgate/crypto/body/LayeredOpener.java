package io.sealgate.crypto.body;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
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
