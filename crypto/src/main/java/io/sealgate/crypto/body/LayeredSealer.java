package io.sealgate.crypto.body;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns a part's plaintext into the part as stored, in one layer or in the two of DSSE-KMS, where
 * layer 0's part is the plaintext of layer 1's (FORMAT §3).
 */
public final class LayeredSealer implements Transform {

  private final LayeredLayout layout;
  private final List<PartHeader> headers;
  private final PartSealer innermost;
  private final Transform transform;

  /**
   * Draws data keys, IVs and salts of all layers; the headers are known at once.
   *
   * @param gcm does the cryptography
   * @param keys one for each layer, layer 0's first; borrowed for this call
   * @param random where data keys, IVs and salts come from
   * @param partNumber 1 to 10,000; a PutObject's part is 1
   * @param plaintextBytes exactly how many bytes will be pushed
   * @param digests asked once, by {@link #finish}, for the digests that layer 0's facts keep
   */
  public LayeredSealer(
      AesGcm gcm,
      List<PartKeys> keys,
      RandomBytes random,
      int partNumber,
      long plaintextBytes,
      Supplier<Digests> digests) {
    this.layout = new LayeredLayout(plaintextBytes, keys.size());
    this.innermost = new PartSealer(gcm, keys.get(0), random, partNumber, plaintextBytes, digests);
    if (keys.size() == 1) {
      this.headers = List.of(innermost.header());
      this.transform = innermost;
    } else {
      long innerStoredBytes = layout.layer(0).storedBytes();
      PartSealer outer =
          new PartSealer(
              gcm, keys.get(1), random, partNumber, innerStoredBytes, () -> Digests.NONE);
      this.headers = List.of(innermost.header(), outer.header());
      this.transform = new ChainedTransform(innermost, outer);
    }
  }

  /** Sizes of plaintext and of what is stored. */
  public LayeredLayout layout() {
    return layout;
  }

  /** The header of each layer, layer 0's first. */
  public List<PartHeader> headers() {
    return headers;
  }

  /** What the envelope stores of the headers: 76 bytes for each layer, layer 0's first. */
  public Bytes cores() {
    return joined(PartHeader::core, PartHeader.CORE_BYTES);
  }

  /** What pins the part in notes and records: 16 bytes for each layer, layer 0's first. */
  public Bytes salts() {
    return joined(header -> header.identity().salt(), PartIdentity.SALT_BYTES);
  }

  /** The rest of the cores, for notes and records: 60 bytes for each layer, layer 0's first. */
  public Bytes sealedKeys() {
    return joined(PartHeader::sealedKey, PartHeader.SEALED_KEY_BYTES);
  }

  /**
   * Seals layer 0's facts before the body, for an envelope that carries a copy of them.
   *
   * @param known the digests of the plaintext
   * @return 192 bytes
   * @see PartSealer#sealFactsEarly
   */
  public Bytes sealFactsEarly(Digests known) {
    return innermost.sealFactsEarly(known);
  }

  @Override
  public int outputBound(int inputBytes) {
    return transform.outputBound(inputBytes);
  }

  @Override
  public void update(ByteBuffer in, ByteBuffer out) {
    transform.update(in, out);
  }

  @Override
  public void finish(ByteBuffer out) {
    transform.finish(out);
  }

  @Override
  public void close() {
    transform.close();
  }

  private Bytes joined(Function<PartHeader, Bytes> piece, int pieceBytes) {
    byte[] joined = new byte[headers.size() * pieceBytes];
    int end = 0;
    for (PartHeader header : headers) {
      end = piece.apply(header).copyInto(joined, end);
    }
    return Bytes.copyOf(joined);
  }
}
