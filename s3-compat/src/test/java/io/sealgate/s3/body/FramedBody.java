package io.sealgate.s3.body;

import io.sealgate.auth.Credentials;
import io.sealgate.auth.sigv4.ChunkSeed;
import io.sealgate.auth.sigv4.SignedService;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes aws-chunked bodies as AWS's documentation describes them, with the documentation's key.
 */
final class FramedBody {

  static final String SEED_SIGNATURE =
      "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";

  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String DATE = "20130524T000000Z";
  private static final String SCOPE = "20130524/us-east-1/s3/aws4_request";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private @Nullable String previous;

  private FramedBody(@Nullable String seed) {
    previous = seed;
  }

  static FramedBody signed() {
    return new FramedBody(SEED_SIGNATURE);
  }

  static FramedBody unsigned() {
    return new FramedBody(null);
  }

  static ChunkSeed seed(String signature) {
    return ChunkSeed.of(
        new Credentials("AKIAIOSFODNN7EXAMPLE", ascii(SECRET)),
        SignedService.s3("us-east-1"),
        DATE,
        signature);
  }

  /** Adds the whole payload in chunks of that size, then the last chunk. */
  FramedBody payload(byte[] payload, int chunkBytes) {
    for (int at = 0; at < payload.length; at += chunkBytes) {
      int lengthBytes = Math.min(chunkBytes, payload.length - at);
      chunk(java.util.Arrays.copyOfRange(payload, at, at + lengthBytes)).text("\r\n");
    }
    return chunk(new byte[0]);
  }

  /** Adds a chunk's header and bytes, without the end. */
  FramedBody chunk(byte[] bytes) {
    text(Integer.toHexString(bytes.length));
    if (previous != null) {
      previous = sign("AWS4-HMAC-SHA256-PAYLOAD", sha256Hex(new byte[0]) + "\n" + sha256Hex(bytes));
      text(";chunk-signature=" + previous);
    }
    text("\r\n");
    out.writeBytes(bytes);
    return this;
  }

  /** Adds a trailer line, and its signature when the body is signed. */
  FramedBody trailer(String name, String value, String lineEnd) {
    text(name + ":" + value + lineEnd);
    if (previous != null) {
      String hash = sha256Hex(ascii(name + ":" + value + "\n"));
      text("x-amz-trailer-signature:" + sign("AWS4-HMAC-SHA256-TRAILER", hash) + "\r\n");
    }
    return this;
  }

  FramedBody text(String text) {
    out.writeBytes(ascii(text));
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private String sign(String algorithm, String hashes) {
    String toSign = String.join("\n", algorithm, DATE, SCOPE, previous, hashes);
    byte[] key = hmac(ascii("AWS4" + SECRET), "20130524");
    for (String step : new String[] {"us-east-1", "s3", "aws4_request", toSign}) {
      key = hmac(key, step);
    }
    return HexFormat.of().formatHex(key);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(ascii(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sha256Hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
