package io.sealgate.crypto;

import io.sealgate.crypto.IntegrityException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64url without padding (RFC 4648 §5), in its one canonical spelling: padding, characters of
 * another alphabet and stray bits in the last character are refused (FORMAT §3).
 */
public final class Base64Url {

  private Base64Url() {}

  /**
   * The spelling of some bytes.
   *
   * @param bytes what to spell
   */
  public static String encode(byte[] bytes) {
    return new String(
        Base64.getUrlEncoder().withoutPadding().encode(bytes), StandardCharsets.US_ASCII);
  }

  /**
   * How many characters a number of bytes takes.
   *
   * @param lengthBytes how many bytes, 0 or more
   */
  public static long characters(long lengthBytes) {
    return (Math.multiplyExact(lengthBytes, 4L) + 2) / 3;
  }

  /**
   * The bytes that a text spells.
   *
   * @param text the spelling
   * @param piece what to call the piece when it is not canonical
   * @throws IntegrityException when the text is not canonical base64url without padding
   */
  public static byte[] decode(String text, Reason piece) {
    // Latin-1 keeps one byte per character; anything beyond becomes '?', which no alphabet has.
    byte[] spelled = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(spelled);
    } catch (IllegalArgumentException _) {
      throw new IntegrityException(piece, "not base64url");
    }
    if (!Arrays.equals(spelled, Base64.getUrlEncoder().withoutPadding().encode(bytes))) {
      throw new IntegrityException(piece, "not canonical base64url");
    }
    return bytes;
  }
}
