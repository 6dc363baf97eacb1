package io.sealgate.s3.body;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5 or a SHA by whichever security provider comes first. */
final class MessageDigestChecksum implements RunningChecksum {

  private final MessageDigest digest;

  /**
   * Starts a computation.
   *
   * @param algorithm one that every Java platform has
   */
  MessageDigestChecksum(String algorithm) {
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no " + algorithm, e);
    }
  }

  @Override
  public void update(ByteBuffer in) {
    digest.update(in);
  }

  @Override
  public byte[] value() {
    return digest.digest();
  }
}
