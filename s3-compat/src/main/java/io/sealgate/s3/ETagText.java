package io.sealgate.s3;

/** ETags as headers and documents spell them: with quotes or without (RFC 9110, section 8.8.3). */
public final class ETagText {

  private ETagText() {}

  /** The tag with its quotes, as headers have it. */
  public static String quoted(String eTag) {
    return isQuoted(eTag) ? eTag : '"' + eTag + '"';
  }

  /** The tag without quotes, as some documents have it. */
  public static String unquoted(String eTag) {
    return isQuoted(eTag) ? eTag.substring(1, eTag.length() - 1) : eTag;
  }

  private static boolean isQuoted(String eTag) {
    return eTag.length() >= 2 && eTag.startsWith("\"") && eTag.endsWith("\"");
  }
}
