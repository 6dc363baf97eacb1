package io.sealgate.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable byte string: wrapped keys, salts, ids and other bytes that are not secret. It never
 * holds key material, because it can not be zeroed.
 */
public final class Bytes {

  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /**
   * A copy of an array.
   *
   * @param bytes what to copy
   */
  public static Bytes copyOf(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /**
   * A copy of a stretch of an array.
   *
   * @param bytes what to copy from
   * @param offset where the stretch starts
   * @param lengthBytes how long it is
   * @throws IndexOutOfBoundsException when the stretch does not lie inside the array
   */
  public static Bytes copyOf(byte[] bytes, int offset, int lengthBytes) {
    Objects.checkFromIndexSize(offset, lengthBytes, bytes.length);
    return new Bytes(Arrays.copyOfRange(bytes, offset, offset + lengthBytes));
  }

  /**
   * The bytes that hexadecimal digits name.
   *
   * @param digits an even number of digits, of either case
   * @throws IllegalArgumentException when they are not that
   */
  public static Bytes ofHex(String digits) {
    return new Bytes(HexFormat.of().parseHex(digits));
  }

  /** How many bytes. */
  public int lengthBytes() {
    return value.length;
  }

  /**
   * One byte, 0 to 255.
   *
   * @param index which, from 0
   */
  public int unsignedByte(int index) {
    return value[index] & 0xff;
  }

  /**
   * A stretch of these bytes.
   *
   * @param offset where it starts
   * @param lengthBytes how long it is
   * @throws IndexOutOfBoundsException when it does not lie inside
   */
  public Bytes slice(int offset, int lengthBytes) {
    return copyOf(value, offset, lengthBytes);
  }

  /** A fresh copy, the caller's to change. */
  public byte[] toArray() {
    return value.clone();
  }

  /**
   * Copies all bytes into an array.
   *
   * @param target where to
   * @param offset where in it they start
   * @return the offset after the last byte
   */
  public int copyInto(byte[] target, int offset) {
    System.arraycopy(value, 0, target, offset, value.length);
    return offset + value.length;
  }

  /** Lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(value);
  }

  /** Whether the other holds the same bytes; takes equally long wherever they differ. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && MessageDigest.isEqual(value, bytes.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** The length only, since such bytes are long and say little. */
  @Override
  public String toString() {
    return "Bytes[" + value.length + "]";
  }
}
