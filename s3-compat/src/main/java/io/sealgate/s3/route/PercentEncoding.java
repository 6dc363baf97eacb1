package io.sealgate.s3.route;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Percent-encoding of paths and query strings (RFC 3986, section 2.1) as S3 reads and signs it. It
 * never normalises: dot segments and empty segments are left as they are.
 */
public final class PercentEncoding {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentEncoding() {}

  /**
   * Decodes a part of a raw path or query string.
   *
   * <p>A bare plus sign is a space in both, as on AWS S3; a literal one is sent as {@code %2B}.
   *
   * @param raw the raw text
   * @param from index of the first char
   * @param to index behind the last char
   * @return the text
   * @throws S3Exception InvalidURI for an incomplete escape, a char that a request target cannot
   *     hold, or bytes that are not UTF-8
   */
  public static String decode(String raw, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = raw.charAt(i);
      if (c == '%' || c == '+' || c <= ' ' || c >= 0x7F) {
        String decoded = decodeSlowly(raw, from, to, false);
        if (decoded == null) {
          throw new S3Exception(S3Error.INVALID_URI);
        }
        return decoded;
      }
    }
    return raw.substring(from, to);
  }

  /**
   * Decodes a part of a header's value, in which a char is a byte: as in a path, but spaces and
   * bytes beyond ASCII may also stand for themselves.
   *
   * @return null when it is malformed
   */
  static @Nullable String decodeHeader(String raw, int from, int to) {
    return decodeSlowly(raw, from, to, true);
  }

  /**
   * Encodes a decoded path for a request target and for a SigV4 canonical request: everything but
   * unreserved characters and slashes is escaped.
   *
   * @param path the decoded path, such as an object key
   */
  public static String encodePath(String path) {
    return encode(path, true);
  }

  /**
   * Encodes a decoded name or value of a query parameter: everything but unreserved characters is
   * escaped.
   *
   * @param text the decoded text
   */
  public static String encodeQuery(String text) {
    return encode(text, false);
  }

  private static @Nullable String decodeSlowly(String raw, int from, int to, boolean inHeader) {
    byte[] bytes = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int octet = octet(raw, i + 1, to);
        if (octet < 0) {
          return null;
        }
        bytes[length++] = (byte) octet;
        i += 2;
      } else if (isLiteral(c) || (inHeader && isLiteralInHeader(c))) {
        bytes[length++] = (byte) (c == '+' ? ' ' : c);
      } else {
        return null;
      }
    }
    try {
      // A fresh decoder reports malformed input; the String constructor would replace it.
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException malformed) {
      return null;
    }
  }

  /** The value of two hexadecimal digits, or less than 0 when they are none. */
  private static int octet(String raw, int from, int to) {
    if (from + 2 > to || raw.charAt(from) > 'f' || raw.charAt(from + 1) > 'f') {
      return -1;
    }
    int high = Character.digit(raw.charAt(from), 16);
    int low = Character.digit(raw.charAt(from + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static boolean isLiteral(char c) {
    return c > ' ' && c < 0x7F;
  }

  private static boolean isLiteralInHeader(char c) {
    return c == ' ' || (c >= 0x80 && c <= 0xFF);
  }

  private static String encode(String text, boolean keepSlashes) {
    for (int i = 0; i < text.length(); i++) {
      if (!isKept(text.charAt(i), keepSlashes)) {
        return encodeSlowly(text, keepSlashes);
      }
    }
    return text;
  }

  private static String encodeSlowly(String text, boolean keepSlashes) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (isKept(c, keepSlashes)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      }
    }
    return encoded.toString();
  }

  private static boolean isKept(char c, boolean keepSlashes) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '~'
        || (c == '/' && keepSlashes);
  }
}
