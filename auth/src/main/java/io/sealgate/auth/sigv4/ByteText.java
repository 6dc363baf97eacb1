package io.sealgate.auth.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Text under construction, as the bytes that are hashed: what {@code StringBuilder} is to strings.
 * A character is one byte, as header lines are on the wire (ISO 8859-1).
 */
final class ByteText {

  private byte[] bytes;
  private int length;

  ByteText(int initialBytes) {
    bytes = new byte[initialBytes];
  }

  // The deprecated method is the one that copies without an array between; it takes the low byte of
  // each character, which is what ISO 8859-1 means.
  @SuppressWarnings("deprecation")
  ByteText append(String text) {
    int count = text.length();
    reserve(count);
    text.getBytes(0, count, bytes, length);
    length += count;
    return this;
  }

  ByteText append(char c) {
    reserve(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /**
   * Appends a header's value as signatures cover it: no white space around it, runs of white space
   * in it one space.
   */
  ByteText appendHeaderValue(String value) {
    if (isCollapsed(value)) {
      return append(value);
    }
    reserve(value.length());
    int start = length;
    boolean spaceBefore = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (isWhiteSpace(c)) {
        spaceBefore = true;
      } else {
        if (spaceBefore && length > start) {
          bytes[length++] = ' ';
        }
        spaceBefore = false;
        bytes[length++] = (byte) c;
      }
    }
    return this;
  }

  ByteText appendHex(byte[] value) {
    reserve(2 * value.length);
    for (byte b : value) {
      bytes[length++] = HEX_DIGITS[(b >> 4) & 0xf];
      bytes[length++] = HEX_DIGITS[b & 0xf];
    }
    return this;
  }

  /** The SHA-256 of the text so far. */
  byte[] sha256() {
    MessageDigest digest = Sha256Digest.create();
    digest.update(bytes, 0, length);
    return digest.digest();
  }

  void clear() {
    length = 0;
  }

  /** The bytes so far are the first {@link #lengthBytes} of this array. */
  byte[] array() {
    return bytes;
  }

  int lengthBytes() {
    return length;
  }

  /** The text, read as UTF-8, because that is what clients put into header values. */
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** Nearly every value is, the envelope's hundreds of characters among them. */
  private static boolean isCollapsed(String value) {
    boolean spaceBefore = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (isWhiteSpace(c)) {
        if (spaceBefore || c != ' ') {
          return false;
        }
        spaceBefore = true;
      } else {
        spaceBefore = false;
      }
    }
    return !spaceBefore;
  }

  private static boolean isWhiteSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
}
