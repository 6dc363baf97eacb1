package io.sealgate.auth.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding as canonical requests want it: every byte but {@code A-Z a-z 0-9 - . _ ~} as two
 * upper-case digits (IAM user guide, "Create a canonical request", UriEncode).
 *
 * <p>Different spellings of the same bytes become one, different bytes never do. A percent sign
 * that begins no triplet stays as it is, so that it equals nothing that is well formed.
 */
final class UriEncoding {

  private UriEncoding() {}

  /**
   * A raw path, encoded exactly once. Slashes, also {@code %2F}, are slashes; a bare plus sign is a
   * space, as AWS S3 has it: what is signed must be the key that is opened.
   */
  static String path(String raw) {
    return encode(raw, 0, raw.length(), Rule.PATH);
  }

  /** A name or value of a raw query, encoded exactly once; a plus sign is a space. */
  static String queryPart(String rawQuery, int from, int to) {
    return encode(rawQuery, from, to, Rule.QUERY);
  }

  /** A raw path encoded once more, percent signs included. */
  static String pathAgain(String raw) {
    return encode(raw, 0, raw.length(), Rule.AGAIN);
  }

  /** What an encoded text stands for, one character for a byte. */
  static String decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    StringBuilder decoded = new StringBuilder(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      int octet = encoded.charAt(i) == '%' ? triplet(encoded, i, encoded.length()) : -1;
      if (octet < 0) {
        decoded.append(encoded.charAt(i));
      } else {
        decoded.append((char) octet);
        i += 2;
      }
    }
    return decoded.toString();
  }

  private enum Rule {
    PATH,
    QUERY,
    AGAIN
  }

  private static String encode(String raw, int from, int to, Rule rule) {
    for (int i = from; i < to; i++) {
      char c = raw.charAt(i);
      if (!isLiteral(c, rule)) {
        if (rule == Rule.AGAIN || !isCanonicalTriplet(raw, i, to, rule)) {
          return rewrite(raw, from, i, to, rule);
        }
        i += 2;
      }
    }
    return raw.substring(from, to);
  }

  private static String rewrite(String raw, int from, int firstOdd, int to, Rule rule) {
    StringBuilder encoded = new StringBuilder(to - from + 32).append(raw, from, firstOdd);
    for (int i = firstOdd; i < to; i++) {
      char c = raw.charAt(i);
      int octet = c == '%' && rule != Rule.AGAIN ? triplet(raw, i, to) : -1;
      if (octet >= 0) {
        appendOctet(encoded, octet, rule);
        i += 2;
      } else if (isLiteral(c, rule) || (c == '%' && rule != Rule.AGAIN)) {
        encoded.append(c);
      } else if (c == '+' && rule != Rule.AGAIN) {
        encoded.append("%20");
      } else if (c <= 0xff) {
        appendOctet(encoded, c, rule);
      } else {
        i = appendUtf8(encoded, raw, i, rule);
      }
    }
    return encoded.toString();
  }

  /** No server reads such a character from the wire; a caller of our own may write one. */
  private static int appendUtf8(StringBuilder encoded, String raw, int at, Rule rule) {
    int end = raw.offsetByCodePoints(at, 1);
    for (byte b : raw.substring(at, end).getBytes(StandardCharsets.UTF_8)) {
      appendOctet(encoded, b & 0xff, rule);
    }
    return end - 1;
  }

  private static void appendOctet(StringBuilder encoded, int octet, Rule rule) {
    if (isLiteral((char) octet, rule)) {
      encoded.append((char) octet);
    } else {
      encoded
          .append('%')
          .append(HEX_DIGITS.charAt(octet >> 4))
          .append(HEX_DIGITS.charAt(octet & 0xf));
    }
  }

  private static boolean isCanonicalTriplet(String raw, int at, int to, Rule rule) {
    int octet = raw.charAt(at) == '%' ? triplet(raw, at, to) : -1;
    return octet >= 0
        && !isLiteral((char) octet, rule)
        && raw.charAt(at + 1) < 'a'
        && raw.charAt(at + 2) < 'a';
  }

  /** The byte of the triplet that begins there, or −1. */
  private static int triplet(String raw, int at, int to) {
    if (at + 2 >= to
        || !HexFormat.isHexDigit(raw.charAt(at + 1))
        || !HexFormat.isHexDigit(raw.charAt(at + 2))) {
      return -1;
    }
    return HexFormat.fromHexDigit(raw.charAt(at + 1)) << 4
        | HexFormat.fromHexDigit(raw.charAt(at + 2));
  }

  private static boolean isLiteral(char c, Rule rule) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~'
        || (c == '/' && rule != Rule.QUERY);
  }

  private static final String HEX_DIGITS = "0123456789ABCDEF";
}
