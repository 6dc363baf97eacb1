package io.sealgate.crypto.cbor;

import io.sealgate.crypto.Bytes;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;

/**
 * Writes CBOR items with definite lengths and in their shortest form. The order of keys is the
 * caller's to keep ascending.
 */
public final class CborWriter {

  private final JsonGenerator generator;

  CborWriter(JsonGenerator generator) {
    this.generator = generator;
  }

  /**
   * Starts a map.
   *
   * @param entries how many entries follow, exactly
   */
  public CborWriter openMap(int entries) {
    generator.writeStartObject(null, entries);
    return this;
  }

  /** Ends the map. */
  public void closeMap() {
    generator.writeEndObject();
  }

  /**
   * Writes a key; its value is written next.
   *
   * @param key 0 or more, larger than the one before
   */
  public CborWriter key(int key) {
    generator.writePropertyId(key);
    return this;
  }

  /**
   * Starts an array.
   *
   * @param elements how many elements follow, exactly
   */
  public CborWriter openArray(int elements) {
    generator.writeStartArray(null, elements);
    return this;
  }

  /** Ends the array. */
  public void closeArray() {
    generator.writeEndArray();
  }

  /**
   * Writes an unsigned integer.
   *
   * @param value 0 or more
   */
  public CborWriter unsignedInteger(long value) {
    generator.writeNumber(value);
    return this;
  }

  /**
   * Writes a text.
   *
   * @param value well-formed UTF-16
   */
  public CborWriter text(String value) {
    // Not writeString: it splits long texts into chunks of indefinite length.
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    generator.writeUTF8String(utf8, 0, utf8.length);
    return this;
  }

  /**
   * Writes a byte string.
   *
   * @param value the bytes
   */
  public CborWriter bytes(Bytes value) {
    generator.writeBinary(value.toArray());
    return this;
  }

  /**
   * Writes a boolean.
   *
   * @param value the truth
   */
  public CborWriter truth(boolean value) {
    generator.writeBoolean(value);
    return this;
  }
}
