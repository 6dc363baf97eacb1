package io.sealgate.crypto.cbor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * CBOR items written straight from RFC 8949, well and badly: the tests' own opinion of the
 * encoding.
 */
public final class RawCbor {

  public static final int UNSIGNED = 0;
  public static final int NEGATIVE = 1;
  public static final int BYTES = 2;
  public static final int TEXT = 3;
  public static final int ARRAY = 4;
  public static final int MAP = 5;
  public static final int TAG = 6;

  private RawCbor() {}

  /** A head in its shortest form. */
  public static byte[] head(int majorType, long argument) {
    if (argument < 24) {
      return new byte[] {(byte) (majorType << 5 | argument)};
    }
    return longHead(
        majorType,
        argument,
        argument < 1 << 8 ? 1 : argument < 1 << 16 ? 2 : argument < 1L << 32 ? 4 : 8);
  }

  /** A head whose argument takes 1, 2, 4 or 8 bytes, needed or not. */
  public static byte[] longHead(int majorType, long argument, int argumentBytes) {
    int info = 24 + Integer.numberOfTrailingZeros(argumentBytes);
    byte[] all = ByteBuffer.allocate(8).putLong(argument).array();
    ByteBuffer out = ByteBuffer.allocate(1 + argumentBytes).put((byte) (majorType << 5 | info));
    return out.put(all, 8 - argumentBytes, argumentBytes).array();
  }

  /** An unsigned integer. */
  public static byte[] unsigned(long value) {
    return head(UNSIGNED, value);
  }

  /** A byte string. */
  public static byte[] bytes(byte[] value) {
    return join(head(BYTES, value.length), value);
  }

  /** A text. */
  public static byte[] text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return join(head(TEXT, utf8.length), utf8);
  }

  /** A boolean. */
  public static byte[] truth(boolean value) {
    return new byte[] {(byte) (value ? 0xf5 : 0xf4)};
  }

  /** A map with these entries, each a key and a value already joined. */
  public static byte[] map(byte[]... entries) {
    return join(head(MAP, entries.length), join(entries));
  }

  /** An array of these elements. */
  public static byte[] array(byte[]... elements) {
    return join(head(ARRAY, elements.length), join(elements));
  }

  /** All bytes in a row. */
  public static byte[] join(byte[]... pieces) {
    int length = 0;
    for (byte[] piece : pieces) {
      length += piece.length;
    }
    ByteBuffer joined = ByteBuffer.allocate(length);
    for (byte[] piece : pieces) {
      joined.put(piece);
    }
    return joined.array();
  }
}
