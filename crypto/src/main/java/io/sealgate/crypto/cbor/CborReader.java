package io.sealgate.crypto.cbor;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads CBOR items in the order in which a {@link CborForm} asks for them. It refuses an item of
 * another type and a size over the stated limit; that the encoding is deterministic is checked by
 * {@link DeterministicCbor}.
 */
public final class CborReader {

  /** What {@link #nextKey} answers at the end of a map. */
  public static final int END = -1;

  private static final int MAX_KEY_DIGITS = 3;

  private final JsonParser parser;
  private final Reason reason;

  /** The item that {@link #hasElement} had to look at, until it is read. */
  private @Nullable JsonToken lookedAt;

  CborReader(JsonParser parser, Reason reason) {
    this.parser = parser;
    this.reason = reason;
  }

  /** Enters a map. */
  public void openMap() {
    expect(JsonToken.START_OBJECT, "map");
  }

  /**
   * Goes to the next key of the map.
   *
   * @return the key, 0 to 999, or {@link #END}, after which the map is left
   */
  public int nextKey() {
    String name = parser.nextName();
    if (name == null) {
      if (parser.currentToken() == JsonToken.END_OBJECT) {
        return END;
      }
      throw refused("key");
    }
    return smallNumber(name);
  }

  /** Enters an array. */
  public void openArray() {
    expect(JsonToken.START_ARRAY, "array");
  }

  /** Whether the array goes on; when it does not, it is left. */
  public boolean hasElement() {
    lookedAt = parser.nextToken();
    if (lookedAt != JsonToken.END_ARRAY) {
      return true;
    }
    lookedAt = null;
    return false;
  }

  /** Leaves an array that must have no further element. */
  public void closeArray() {
    expect(JsonToken.END_ARRAY, "end of array");
  }

  /**
   * Reads an unsigned integer.
   *
   * @param max the largest that is accepted
   */
  public long unsignedInteger(long max) {
    expect(JsonToken.VALUE_NUMBER_INT, "integer");
    long value = parser.getLongValue();
    if (value < 0 || value > max) {
      throw refused("integer in range");
    }
    return value;
  }

  /**
   * Reads an unsigned integer that fits an int.
   *
   * @param max the largest that is accepted
   */
  public int unsignedInteger(int max) {
    return (int) unsignedInteger((long) max);
  }

  /**
   * Reads a text.
   *
   * @param maxUtf8Bytes how many bytes of UTF-8 it may have at most
   */
  public String text(int maxUtf8Bytes) {
    expect(JsonToken.VALUE_STRING, "text");
    String value = parser.getString();
    if (value.length() > maxUtf8Bytes
        || value.getBytes(StandardCharsets.UTF_8).length > maxUtf8Bytes) {
      throw refused("text of that size");
    }
    return value;
  }

  /**
   * Reads a byte string.
   *
   * @param minBytes the shortest that is accepted
   * @param maxBytes the longest that is accepted
   */
  public Bytes bytes(int minBytes, int maxBytes) {
    expect(JsonToken.VALUE_EMBEDDED_OBJECT, "byte string");
    // The parser shows undefined and other simple values as embedded objects too, without bytes.
    byte @Nullable [] value = parser.getBinaryValue();
    if (value == null || value.length < minBytes || value.length > maxBytes) {
      throw refused("byte string of that size");
    }
    return Bytes.copyOf(value);
  }

  /** Reads a boolean. */
  public boolean truth() {
    JsonToken token = next();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw refused("boolean");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /**
   * The exception to throw when what was read makes no sense.
   *
   * @param expected what should have been there
   */
  public IntegrityException refused(String expected) {
    return new IntegrityException(reason, "CBOR holds no " + expected + " where one belongs");
  }

  private void expect(JsonToken token, String name) {
    if (next() != token) {
      throw refused(name);
    }
  }

  private @Nullable JsonToken next() {
    JsonToken token = lookedAt;
    if (token == null) {
      return parser.nextToken();
    }
    lookedAt = null;
    return token;
  }

  /** The parser shows integer keys as text; that they were no text, the re-encoding shows. */
  private int smallNumber(String name) {
    if (name.isEmpty() || name.length() > MAX_KEY_DIGITS) {
      throw refused("small key");
    }
    int number = 0;
    for (int i = 0; i < name.length(); i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw refused("small key");
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
