package io.sealgate.s3.read;

/**
 * Compares the entity tags of a condition with an object's (RFC 9110, section 8.8.3.2). S3 also
 * takes tags without their quotes.
 */
final class EntityTags {

  private EntityTags() {}

  /**
   * Whether a list names an object that exists.
   *
   * @param list the value of a condition: tags, or an asterisk
   * @param eTag the object's, strong, with or without quotes
   * @param weakly whether weak tags count; a strong comparison never matches one
   */
  static boolean contain(String list, String eTag, boolean weakly) {
    int at = 0;
    while (at < list.length()) {
      char c = list.charAt(at);
      if (c == ',' || c == ' ' || c == '\t') {
        at++;
        continue;
      }
      boolean weak = list.startsWith("W/", at);
      int start = weak ? at + 2 : at;
      int end = endOfTag(list, start);
      if (isAnything(list, start, end) || ((weakly || !weak) && isSame(list, start, end, eTag))) {
        return true;
      }
      at = end;
    }
    return false;
  }

  /** Behind the closing quote of a quoted tag, at the comma behind a bare one. */
  private static int endOfTag(String list, int start) {
    if (start < list.length() && list.charAt(start) == '"') {
      int quote = list.indexOf('"', start + 1);
      return quote < 0 ? list.length() : quote + 1;
    }
    int comma = list.indexOf(',', start);
    return comma < 0 ? list.length() : comma;
  }

  private static boolean isAnything(String list, int start, int end) {
    return list.charAt(Math.min(start, list.length() - 1)) == '*'
        && lengthWithoutSpace(list, start, end) == 1;
  }

  private static boolean isSame(String list, int start, int end, String eTag) {
    int from = start;
    int length = lengthWithoutSpace(list, start, end);
    if (length >= 2 && list.charAt(from) == '"' && list.charAt(from + length - 1) == '"') {
      from++;
      length -= 2;
    }
    int tagFrom = eTag.startsWith("\"") ? 1 : 0;
    int tagLength = eTag.length() - 2 * tagFrom;
    return length == tagLength && list.regionMatches(from, eTag, tagFrom, length);
  }

  private static int lengthWithoutSpace(String list, int start, int end) {
    int to = end;
    while (to > start && (list.charAt(to - 1) == ' ' || list.charAt(to - 1) == '\t')) {
      to--;
    }
    return to - start;
  }
}
