package io.sealgate.s3.route;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;

/** The rules of object keys (S3 user guide, "Naming Amazon S3 objects"). */
public final class ObjectKey {

  /** The longest key, in bytes of UTF-8. */
  static final int MAX_BYTES = 1024;

  private ObjectKey() {}

  /**
   * Refuses a key that S3 would not accept: longer than 1024 bytes of UTF-8, or with dot segments
   * that lead out of the bucket, where whoever normalises the path on its way would end up in
   * another one.
   *
   * @param key decoded
   * @return the key
   * @throws S3Exception KeyTooLongError or InvalidURI
   */
  public static String requireValid(String key) {
    int lengthBytes = utf8Length(key);
    if (lengthBytes > MAX_BYTES) {
      throw new S3Exception(S3Error.KEY_TOO_LONG)
          .with("Size", Integer.toString(lengthBytes))
          .with("MaxSizeAllowed", Integer.toString(MAX_BYTES));
    }
    if (key.contains("..") && leadsOutOfBucket(key)) {
      throw new S3Exception(S3Error.INVALID_URI);
    }
    return key;
  }

  private static int utf8Length(String key) {
    int length = 0;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      // Each half of a surrogate pair counts two: decoded keys hold whole pairs only.
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }

  /** Read from the left, there are at some point more steps up than steps down. */
  private static boolean leadsOutOfBucket(String key) {
    int depth = 0;
    int from = 0;
    while (from <= key.length()) {
      int to = key.indexOf('/', from);
      if (to < 0) {
        to = key.length();
      }
      if (to - from == 2 && key.startsWith("..", from)) {
        depth--;
      } else if (to > from && !(to - from == 1 && key.charAt(from) == '.')) {
        depth++;
      }
      if (depth < 0) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }
}
