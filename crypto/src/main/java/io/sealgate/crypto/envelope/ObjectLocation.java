package io.sealgate.crypto.envelope;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bucket and key of an object, as the bytes that its envelope is bound to: the client-visible,
 * percent-decoded names in UTF-8, never normalised (FORMAT §3).
 */
public final class ObjectLocation {

  /** {@code lv32(bucket) || lv32(key)}, what every binding to a location authenticates. */
  private final byte[] lengthPrefixed;

  private ObjectLocation(byte[] bucket, byte[] key) {
    this.lengthPrefixed =
        ByteBuffer.allocate(2 * Integer.BYTES + bucket.length + key.length)
            .putInt(bucket.length)
            .put(bucket)
            .putInt(key.length)
            .put(key)
            .array();
  }

  /**
   * A location by its decoded names.
   *
   * @param bucket the bucket's name as clients know it
   * @param key the object's key, percent-decoded
   * @throws IllegalArgumentException when a name holds unpaired surrogates, which no UTF-8 spells
   */
  public static ObjectLocation of(String bucket, String key) {
    return new ObjectLocation(utf8(bucket), utf8(key));
  }

  /**
   * A location by its names' bytes.
   *
   * @param bucket the bucket's name as clients know it, copied
   * @param key the object's key, percent-decoded, copied
   * @throws IllegalArgumentException when a name is not well-formed UTF-8
   */
  public static ObjectLocation ofUtf8(byte[] bucket, byte[] key) {
    return new ObjectLocation(wellFormed(bucket), wellFormed(key));
  }

  /**
   * The location as it is authenticated and hashed: {@code lv32(bucket) || lv32(key)}.
   *
   * @return a fresh copy
   */
  public byte[] lengthPrefixed() {
    return lengthPrefixed.clone();
  }

  /** How long {@link #lengthPrefixed} is. */
  int lengthPrefixedBytes() {
    return lengthPrefixed.length;
  }

  /** Appends {@link #lengthPrefixed}. */
  void appendTo(ByteBuffer target) {
    target.put(lengthPrefixed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectLocation location
        && Arrays.equals(lengthPrefixed, location.lengthPrefixed);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lengthPrefixed);
  }

  /** Names no bucket and no key, since keys can be confidential. */
  @Override
  public String toString() {
    return "ObjectLocation[" + lengthPrefixed.length + "]";
  }

  private static byte[] utf8(String name) {
    CharsetEncoder strict =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      ByteBuffer encoded = strict.encode(CharBuffer.wrap(name));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a name is not well-formed Unicode", e);
    }
  }

  private static byte[] wellFormed(byte[] name) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(name));
      return name;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a name is not well-formed UTF-8", e);
    }
  }
}
