package io.sealgate.proxy.system;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The ETag that AWS S3 and MinIO give a multipart object: {@code md5-of-md5s-N}. */
public final class MultipartETag {

  private static final int MD5_DIGITS = 32;

  private MultipartETag() {}

  /**
   * The ETag to expect of Complete.
   *
   * @param partETags the backend's ETags of the parts, in order, without quotes
   * @return without quotes; empty when an ETag is no MD5, or there is none
   */
  public static Optional<String> expected(List<String> partETags) {
    MessageDigest digest = md5();
    for (String partETag : partETags) {
      if (partETag.length() != MD5_DIGITS) {
        return Optional.empty();
      }
      try {
        digest.update(HexFormat.of().parseHex(partETag));
      } catch (IllegalArgumentException noMd5) {
        return Optional.empty();
      }
    }
    return partETags.isEmpty()
        ? Optional.empty()
        : Optional.of(HexFormat.of().formatHex(digest.digest()) + "-" + partETags.size());
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
