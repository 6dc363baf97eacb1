package io.sealgate.s3;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The XML body of an error answer (S3 API reference, "REST error responses"). HEAD and 304 answers
 * have none.
 */
public final class ErrorDocument {

  /** The Content-Type of the body. */
  public static final String CONTENT_TYPE = "application/xml";

  private ErrorDocument() {}

  /**
   * The document of an error.
   *
   * @param error what went wrong, with its further elements
   * @param resource the bucket or object that the request named, decoded
   * @param requestId the request's id, as in {@code x-amz-request-id}
   * @param hostId the server's id, as in {@code x-amz-id-2}
   * @return UTF-8; chars that XML 1.0 cannot hold are replaced
   */
  public static byte[] of(S3Exception error, String resource, String requestId, String hostId) {
    StringBuilder xml = new StringBuilder(384);
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
    element(xml, "Code", error.error().code());
    element(xml, "Message", error.getMessage());
    for (Map.Entry<String, String> detail : error.details().entrySet()) {
      element(xml, detail.getKey(), detail.getValue());
    }
    element(xml, "Resource", resource);
    element(xml, "RequestId", requestId);
    element(xml, "HostId", hostId);
    return xml.append("</Error>").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void element(StringBuilder xml, String name, String text) {
    xml.append('<').append(name).append('>');
    escape(xml, text);
    xml.append("</").append(name).append('>');
  }

  private static void escape(StringBuilder xml, String text) {
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      switch (codePoint) {
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '&' -> xml.append("&amp;");
        case '"' -> xml.append("&quot;");
        case '\'' -> xml.append("&apos;");
        case '\r' -> xml.append("&#13;");
        default -> xml.appendCodePoint(isXmlChar(codePoint) ? codePoint : 0xFFFD);
      }
      i += Character.charCount(codePoint);
    }
  }

  /** XML 1.0, production 2: no control chars but tab and line ends, no lone surrogates. */
  private static boolean isXmlChar(int codePoint) {
    return codePoint == '\t'
        || codePoint == '\n'
        || (codePoint >= 0x20 && codePoint < 0xD800)
        || (codePoint >= 0xE000 && codePoint < 0xFFFE)
        || codePoint >= 0x10000;
  }
}
