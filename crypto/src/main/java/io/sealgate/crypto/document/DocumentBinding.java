package io.sealgate.crypto.document;

import io.sealgate.crypto.envelope.ObjectLocation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a document is and what it belongs to: authenticated with it, never stored in it, so that no
 * document passes for another (FORMAT §8).
 */
public final class DocumentBinding {

  private final byte[] lengthPrefixed;

  private DocumentBinding(byte[] lengthPrefixed) {
    this.lengthPrefixed = lengthPrefixed;
  }

  /**
   * A document of that kind.
   *
   * @param purpose the kind's name, ASCII; each kind has a fixed number of values
   */
  public static DocumentBinding of(String purpose) {
    return new DocumentBinding(new byte[0]).with(purpose.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The same, which also belongs to a value.
   *
   * @param value such as a name's bytes, borrowed
   */
  public DocumentBinding with(byte[] value) {
    return new DocumentBinding(
        ByteBuffer.allocate(lengthPrefixed.length + Integer.BYTES + value.length)
            .put(lengthPrefixed)
            .putInt(value.length)
            .put(value)
            .array());
  }

  /**
   * The same, which also belongs to a bucket and a key: two values.
   *
   * @param location the names
   */
  public DocumentBinding with(ObjectLocation location) {
    byte[] names = location.lengthPrefixed();
    return new DocumentBinding(
        ByteBuffer.allocate(lengthPrefixed.length + names.length)
            .put(lengthPrefixed)
            .put(names)
            .array());
  }

  /** How long {@link #appendTo} makes the target. */
  int lengthBytes() {
    return lengthPrefixed.length;
  }

  void appendTo(ByteBuffer target) {
    target.put(lengthPrefixed);
  }

  /** Names nothing, since keys can be confidential. */
  @Override
  public String toString() {
    return "DocumentBinding[" + lengthPrefixed.length + "]";
  }
}
