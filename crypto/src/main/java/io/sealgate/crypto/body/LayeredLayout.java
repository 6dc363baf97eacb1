package io.sealgate.crypto.body;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything lies in a part of one layer, or of two (DSSE-KMS): layer 0 holds the client's
 * plaintext, and its stored form is the plaintext of layer 1 (FORMAT §3). Pure arithmetic.
 *
 * @param plaintextBytes length of the client's plaintext
 * @param layers 1 or 2
 */
public record LayeredLayout(long plaintextBytes, int layers) {

  /** By how much a final frame can be longer than the regular frame it stands in for. */
  private static final int FINAL_FRAME_EXCESS_BYTES =
      PartLayout.FINAL_FRAME_OVERHEAD_BYTES
          + PartLayout.FRAME_PLAINTEXT_BYTES
          - 1
          - PartLayout.REGULAR_FRAME_BYTES;

  /** Checks both. */
  public LayeredLayout {
    requireLayers(layers);
    long lengthBytes = plaintextBytes;
    for (int layer = 0; layer < layers; layer++) {
      lengthBytes = new PartLayout(lengthBytes).storedBytes();
    }
  }

  /**
   * The layout of a part of which only the stored length is known.
   *
   * @param storedBytes the stored length, whatever the backend says
   * @param layers 1 or 2
   * @throws IntegrityException when no part has that length
   */
  public static LayeredLayout ofStored(long storedBytes, int layers) {
    requireLayers(layers);
    long lengthBytes = storedBytes;
    for (int layer = 0; layer < layers; layer++) {
      lengthBytes = PartLayout.ofStored(lengthBytes).plaintextBytes();
    }
    return new LayeredLayout(lengthBytes, layers);
  }

  /**
   * The layout of one layer.
   *
   * @param layer 0 for the layer that holds the client's plaintext
   */
  public PartLayout layer(int layer) {
    PartLayout layout = new PartLayout(plaintextBytes);
    for (int outer = 0; outer < requireLayer(layer); outer++) {
      layout = new PartLayout(layout.storedBytes());
    }
    return layout;
  }

  /** The length of the whole part as stored. */
  public long storedBytes() {
    return layer(layers - 1).storedBytes();
  }

  /**
   * Whether the backend takes such a part in one request; ask before reading a body (FORMAT §2).
   *
   * @param plaintextBytes however long somebody says that the plaintext will be, 0 or more
   * @param layers 1 or 2
   */
  public static boolean fitsOneUpload(long plaintextBytes, int layers) {
    // What is stored is the longer one, and of what is much longer there is no layout.
    return plaintextBytes <= PartLayout.MAX_UPLOAD_STORED_BYTES
        && new LayeredLayout(plaintextBytes, layers).layer(layers - 1).fitsOneUpload();
  }

  /**
   * The header of each layer, from what the envelope stores of them (FORMAT §3, key 6).
   *
   * @param cores 76 bytes for each layer, layer 0's first
   * @param partNumber 1 to 10,000
   * @return layer 0's first
   */
  public List<PartHeader> headers(Bytes cores, int partNumber) {
    List<PartHeader> headers = new ArrayList<>(layers);
    for (int layer = 0; layer < layers; layer++) {
      Bytes core = piece(cores, layer, PartHeader.CORE_BYTES);
      headers.add(PartHeader.of(core, partNumber, layer(layer).plaintextBytes()));
    }
    return headers;
  }

  /**
   * The identity of each layer, from what completion records and notes store (FORMAT §3, §4).
   *
   * @param salts 16 bytes for each layer, layer 0's first
   * @param partNumber 1 to 10,000
   * @return layer 0's first
   */
  public List<PartIdentity> identities(Bytes salts, int partNumber) {
    List<PartIdentity> identities = new ArrayList<>(layers);
    for (int layer = 0; layer < layers; layer++) {
      Bytes salt = piece(salts, layer, PartIdentity.SALT_BYTES);
      identities.add(new PartIdentity(partNumber, layer(layer).plaintextBytes(), salt));
    }
    return identities;
  }

  private Bytes piece(Bytes pieces, int layer, int pieceBytes) {
    if (pieces.lengthBytes() != layers * pieceBytes) {
      throw new IllegalArgumentException(pieces + " do not fit " + layers + " layers");
    }
    return pieces.slice(layer * pieceBytes, pieceBytes);
  }

  /**
   * The stored bytes that must be read to open a range of the client's plaintext.
   *
   * @param plaintext the range, not empty and within the part
   */
  public Span covering(Span plaintext) {
    return throughOuterLayers(layer(0).covering(plaintext));
  }

  /** The stored bytes that must be read to know the header of each layer: the part's first ones. */
  public Span coveringHeaders() {
    Span innermost = throughOuterLayers(new Span(0, PartLayout.HEADER_BYTES));
    return new Span(0, innermost.endBytes());
  }

  /** The stored bytes that must be read to open layer 0's facts, which hold the digests. */
  public Span coveringFacts() {
    return throughOuterLayers(layer(0).facts());
  }

  private Span throughOuterLayers(Span span) {
    Span covering = span;
    for (int layer = 1; layer < layers; layer++) {
      covering = layer(layer).covering(covering);
    }
    return covering;
  }

  /**
   * The stored bytes that cover a range of the client's plaintext in a part of unknown length. A
   * few bytes more than {@link #covering}, and past the end where the part is shorter.
   *
   * @param layers 1 or 2
   * @param plaintext the range, not empty
   */
  public static Span coveringBlindly(int layers, Span plaintext) {
    Span covering = plaintext;
    for (int layer = 0; layer < requireLayers(layers); layer++) {
      long offset = PartLayout.frameOffsetBytes(PartLayout.frameOf(covering.offsetBytes()));
      long end =
          PartLayout.frameOffsetBytes(PartLayout.frameOf(covering.endBytes() - 1) + 1)
              + FINAL_FRAME_EXCESS_BYTES;
      covering = new Span(offset, end - offset);
    }
    return covering;
  }

  /**
   * How many of the last stored bytes cover the last bytes of the client's plaintext in a part of
   * unknown length.
   *
   * @param layers 1 or 2
   * @param plaintextBytes how many of the last plaintext bytes are wanted, 1 or more
   */
  public static long coveringLastBlindly(int layers, long plaintextBytes) {
    long lastBytes = plaintextBytes;
    for (int layer = 0; layer < requireLayers(layers); layer++) {
      // The worst case: the first wanted byte is the last one of its frame.
      long frames = lastBytes / PartLayout.FRAME_PLAINTEXT_BYTES + 1;
      lastBytes +=
          PartLayout.FRAME_PLAINTEXT_BYTES
              + frames * (PartLayout.REGULAR_FRAME_BYTES - PartLayout.FRAME_PLAINTEXT_BYTES)
              + PartLayout.FINAL_FRAME_OVERHEAD_BYTES
              + PartLayout.FACTS_BYTES;
    }
    return lastBytes;
  }

  private int requireLayer(int layer) {
    if (layer < 0 || layer >= layers) {
      throw new IndexOutOfBoundsException("layer " + layer + " of " + layers);
    }
    return layer;
  }

  private static int requireLayers(int layers) {
    if (layers != 1 && layers != 2) {
      throw new IllegalArgumentException("a part has one layer or two, not " + layers);
    }
    return layers;
  }
}
