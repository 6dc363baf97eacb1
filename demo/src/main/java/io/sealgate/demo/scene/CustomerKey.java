package io.sealgate.demo.scene;

import io.sealgate.crypto.RandomBytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * A key of SSE-C as its headers carry it. The SDK takes keys as strings, so one it is; it lives as
 * long as the demo.
 */
record CustomerKey(String base64, String md5Base64) {

  private static final int KEY_BYTES = 32;

  static CustomerKey fresh(RandomBytes random) {
    byte[] key = random.bytes(KEY_BYTES);
    try {
      Base64.Encoder encoder = Base64.getEncoder();
      return new CustomerKey(
          encoder.encodeToString(key),
          encoder.encodeToString(MessageDigest.getInstance("MD5").digest(key)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("each JDK has MD5", e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "CustomerKey[" + md5Base64 + "]";
  }
}
