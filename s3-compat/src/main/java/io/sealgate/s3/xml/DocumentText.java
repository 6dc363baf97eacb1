package io.sealgate.s3.xml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a document as it came: UTF-8, whatever encoding the document names. */
final class DocumentText {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private DocumentText() {}

  /**
   * Decodes a document, strictly.
   *
   * @throws CharacterCodingException when it is not UTF-8
   */
  static String decode(byte[] document) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    return text.substring(start(text));
  }

  /**
   * Where the document starts: behind a byte order mark, and behind white space, which stores send
   * to keep a connection alive, although XML has no place for it before the declaration.
   */
  private static int start(String text) {
    int start = 0;
    while (start < text.length() && isIgnored(text.charAt(start), start)) {
      start++;
    }
    return start;
  }

  private static boolean isIgnored(char c, int at) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || (c == BYTE_ORDER_MARK && at == 0);
  }
}
