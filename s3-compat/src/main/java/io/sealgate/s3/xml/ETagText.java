package io.sealgate.s3.xml;

/** ETags as documents spell them, with quotes or without. */
final class ETagText {

  private ETagText() {}

  /** The tag with its quotes, as headers have it. */
  static String quoted(String eTag) {
    return isQuoted(eTag) ? eTag : '"' + eTag + '"';
  }

  /** The tag without quotes. */
  static String unquoted(String eTag) {
    return isQuoted(eTag) ? eTag.substring(1, eTag.length() - 1) : eTag;
  }

  private static boolean isQuoted(String eTag) {
    return eTag.length() >= 2 && eTag.startsWith("\"") && eTag.endsWith("\"");
  }
}
