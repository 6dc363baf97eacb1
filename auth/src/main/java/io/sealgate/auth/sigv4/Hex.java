package io.sealgate.auth.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Lower-case hexadecimal, the only form that signatures and payload hashes come in. */
final class Hex {

  private static final HexFormat LOWER_CASE = HexFormat.of();
  private static final int SHA256_DIGITS = 64;

  private Hex() {}

  static String of(byte[] bytes) {
    return LOWER_CASE.formatHex(bytes);
  }

  /** The digits as bytes, to be compared in constant time. */
  static byte[] ascii(byte[] bytes) {
    return of(bytes).getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String hex) {
    return LOWER_CASE.parseHex(hex);
  }

  /** Whether this is what 32 bytes look like. */
  static boolean isSha256(String text) {
    if (text.length() != SHA256_DIGITS) {
      return false;
    }
    for (int i = 0; i < SHA256_DIGITS; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
