package io.sealgate.s3.route;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;

/** The naming rules of buckets (S3 user guide, "General purpose bucket naming rules"). */
public final class BucketName {

  private static final int MIN_CHARS = 3;
  private static final int MAX_CHARS = 63;

  private BucketName() {}

  /**
   * Refuses a name that S3 would not accept: 3 to 63 lower-case letters, digits, dots and hyphens,
   * a letter or digit at both ends, no two dots in a row, not an IPv4 address.
   *
   * @param name decoded
   * @return the name
   * @throws S3Exception InvalidBucketName
   */
  public static String requireValid(String name) {
    if (!isValid(name)) {
      throw new S3Exception(S3Error.INVALID_BUCKET_NAME).with("BucketName", name);
    }
    return name;
  }

  static boolean isValid(String name) {
    if (name.length() < MIN_CHARS || name.length() > MAX_CHARS) {
      return false;
    }
    boolean letters = false;
    int dots = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      boolean atAnEnd = i == 0 || i == name.length() - 1;
      if (!alphanumeric && (atAnEnd || (c != '.' && c != '-'))) {
        return false;
      }
      if (c == '.') {
        dots++;
        if (name.charAt(i - 1) == '.') {
          return false;
        }
      }
      letters |= c > '9' || c == '-';
    }
    return letters || dots != 3;
  }
}
