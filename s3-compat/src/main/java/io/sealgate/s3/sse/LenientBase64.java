package io.sealgate.s3.sse;

import java.util.Arrays;

/**
 * Base64 as S3 decodes customer keys: whatever is not of the standard alphabet is skipped, a last
 * group that is not complete is dropped, padding counts only where it completes a group. A key that
 * was mangled on its way decodes to other bytes, and its MD5 then tells.
 */
final class LenientBase64 {

  private LenientBase64() {}

  /** The bytes; none when there is no complete group. Intermediate copies are erased. */
  static byte[] decode(String text) {
    byte[] buffer = new byte[text.length() / 4 * 3 + 3];
    int length = 0;
    int group = 0;
    int sextets = 0;
    int padding = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        padding++;
        if (sextets >= 2 && sextets + padding == 4) {
          length = append(buffer, length, group << (6 * padding), sextets - 1);
          group = 0;
          sextets = 0;
          padding = 0;
        }
        continue;
      }
      int sextet = sextet(c);
      if (sextet < 0) {
        continue;
      }
      padding = 0;
      group = (group << 6) | sextet;
      if (++sextets == 4) {
        length = append(buffer, length, group, 3);
        group = 0;
        sextets = 0;
      }
    }
    byte[] decoded = Arrays.copyOf(buffer, length);
    Arrays.fill(buffer, (byte) 0);
    return decoded;
  }

  private static int append(byte[] buffer, int length, int group, int bytes) {
    for (int i = 0; i < bytes; i++) {
      buffer[length + i] = (byte) (group >> (16 - 8 * i));
    }
    return length + bytes;
  }

  private static int sextet(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }
}
