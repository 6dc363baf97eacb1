package io.sealgate.s3.body;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64 that is accepted only in its one canonical spelling, for values of a known length. */
final class StrictBase64 {

  private StrictBase64() {}

  /**
   * Decodes digests and checksums.
   *
   * @param text what a header says
   * @param lengthBytes the length that the value must have
   * @return null when the text is not canonical, padded base64 of that many bytes
   */
  static byte @Nullable [] decode(String text, int lengthBytes) {
    if (text.length() != (lengthBytes + 2) / 3 * 4) {
      return null;
    }
    byte[] value;
    try {
      value = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
    // The JDK accepts bits that are not zero after the last byte; two texts must not mean one
    // value.
    boolean canonical = Base64.getEncoder().encodeToString(value).equals(text);
    return canonical && value.length == lengthBytes ? value : null;
  }
}
