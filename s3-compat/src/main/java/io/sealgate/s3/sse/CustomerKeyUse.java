package io.sealgate.s3.sse;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Exception;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a customer key is sent for, and how its three headers are checked: always in the same order,
 * which is AWS's, with the differences that AWS makes between the uses.
 */
enum CustomerKeyUse {
  WRITE(""),
  PART(""),
  READ(""),
  /** CompleteMultipartUpload reads the headers only when all three are there. */
  COMPLETE(""),
  COPY_SOURCE("copy-source-");

  private final String algorithmHeader;
  private final String keyHeader;
  private final String md5Header;

  CustomerKeyUse(String source) {
    String prefix = "x-amz-" + source + "server-side-encryption-customer-";
    this.algorithmHeader = prefix + "algorithm";
    this.keyHeader = prefix + "key";
    this.md5Header = prefix + "key-MD5";
  }

  /** Whether any of the three headers is there, be it empty. */
  boolean isNamedIn(Headers headers) {
    return headers.contains(algorithmHeader)
        || headers.contains(keyHeader)
        || headers.contains(md5Header);
  }

  /** Step 1: no customer key travels over plain HTTP. */
  void requireSecure(Headers headers, boolean secure) {
    if (!secure && isNamedIn(headers)) {
      throw SseErrors.customerKeyOverPlainHttp();
    }
  }

  /** Steps 2 to 8; empty when the headers are not there. */
  Optional<CustomerKey> read(Headers headers) {
    String algorithm = SseHeaders.single(headers, algorithmHeader);
    String key = SseHeaders.single(headers, keyHeader);
    String md5 = SseHeaders.single(headers, md5Header);
    if (algorithm == null && key == null && md5 == null) {
      return Optional.empty();
    }
    if (this == COMPLETE && (algorithm == null || key == null || md5 == null)) {
      return Optional.empty();
    }
    if (algorithm == null) {
      throw SseErrors.missingAlgorithm();
    }
    if (key == null) {
      throw SseErrors.missingKey();
    }
    if (md5 == null && (this == WRITE || this == PART)) {
      throw SseErrors.missingKeyMd5();
    }
    byte[] bytes = LenientBase64.decode(key);
    try {
      CustomerKey checked = check(algorithm, key, bytes, md5);
      return Optional.of(checked);
    } catch (S3Exception refused) {
      Arrays.fill(bytes, (byte) 0);
      throw refused;
    }
  }

  private CustomerKey check(String algorithm, String key, byte[] bytes, @Nullable String md5) {
    if (bytes.length == 0) {
      throw SseErrors.keyTooShort(key);
    }
    String actualMd5 = md5(bytes);
    if (md5 != null && !isEqual(md5, actualMd5)) {
      throw SseErrors.keyMd5Mismatch();
    }
    if (!algorithm.equals("AES256")) {
      throw SseErrors.unknownCustomerAlgorithm(algorithm);
    }
    if (bytes.length != CustomerKey.LENGTH_BYTES) {
      throw switch (this) {
        case WRITE -> SseErrors.keyLengthWrong();
        case READ -> SseErrors.wrongCustomerKey();
        case PART, COPY_SOURCE -> SseErrors.notTheOriginalKey();
        case COMPLETE -> SseErrors.wrongKeyOfCompletion();
      };
    }
    return new CustomerKey(bytes, actualMd5);
  }

  private static String md5(byte[] key) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(key));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has MD5", impossible);
    }
  }

  private static boolean isEqual(String given, String actual) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }
}
