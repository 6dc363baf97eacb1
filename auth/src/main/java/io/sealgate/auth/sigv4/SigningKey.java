package io.sealgate.auth.sigv4;

import io.sealgate.auth.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signing key: one access key's secret narrowed to a day, a region and a service (IAM user guide,
 * "Derive a signing key"), together with that scope. Safe for use by many threads.
 */
final class SigningKey {

  /** Keyed and never fed, only copied: that costs half of looking a new one up and keying it. */
  private final Mac keyed;

  private final String scope;

  private SigningKey(byte[] key, String scope) {
    this.keyed = keyedWith(key);
    this.scope = scope;
  }

  /**
   * Derives the key.
   *
   * @param date the day, {@code yyyyMMdd}
   */
  static SigningKey derive(Credentials credentials, String date, SignedService service) {
    byte[] secret = credentials.secret();
    byte[] start = new byte[PREFIX.length + secret.length];
    System.arraycopy(PREFIX, 0, start, 0, PREFIX.length);
    System.arraycopy(secret, 0, start, PREFIX.length, secret.length);
    Arrays.fill(secret, (byte) 0);
    byte[] key = narrow(start, date);
    key = narrow(key, service.region());
    key = narrow(key, service.name());
    key = narrow(key, TERMINATOR);
    SigningKey derived =
        new SigningKey(
            key, date + '/' + service.region() + '/' + service.name() + '/' + TERMINATOR);
    Arrays.fill(key, (byte) 0);
    return derived;
  }

  /** {@code yyyyMMdd/region/service/aws4_request}. */
  String scope() {
    return scope;
  }

  /** The HMAC-SHA256 of a string to sign. */
  byte[] sign(byte[] text, int lengthBytes) {
    try {
      Mac mac = (Mac) keyed.clone();
      mac.update(text, 0, lengthBytes);
      return mac.doFinal();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the provider's HmacSHA256 cannot be copied", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + scope + "]";
  }

  private static byte[] narrow(byte[] key, String part) {
    Mac mac = keyedWith(key);
    Arrays.fill(key, (byte) 0);
    return mac.doFinal(part.getBytes(StandardCharsets.UTF_8));
  }

  private static Mac keyedWith(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  static final String TERMINATOR = "aws4_request";

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PREFIX = "AWS4".getBytes(StandardCharsets.US_ASCII);
}
