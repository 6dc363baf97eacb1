package io.sealgate.s3.body;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The {@code Content-MD5} that a client promises for its body (RFC 1864). */
final class ContentMd5 {

  private static final String HEADER = "Content-MD5";

  private final byte[] promised;

  private ContentMd5(byte[] promised) {
    this.promised = promised;
  }

  /**
   * Reads a head.
   *
   * @return null when there is none
   * @throws S3Exception InvalidDigest when it is no MD5 in base64
   */
  static @Nullable ContentMd5 of(Headers headers) {
    String text = headers.first(HEADER);
    if (text == null) {
      return null;
    }
    byte[] value = ChecksumAlgorithm.MD5.decode(text);
    if (value == null) {
      throw new S3Exception(S3Error.INVALID_DIGEST).with(HEADER, text);
    }
    return new ContentMd5(value);
  }

  /**
   * Holds the promise against the body.
   *
   * @throws S3Exception BadDigest when it is not kept; AWS shows one digest in base64 and the other
   *     in hex
   */
  void requireEqual(byte[] computed) {
    if (!MessageDigest.isEqual(promised, computed)) {
      throw new S3Exception(S3Error.BAD_DIGEST)
          .with("CalculatedDigest", Base64.getEncoder().encodeToString(computed))
          .with("ExpectedDigest", HexFormat.of().formatHex(promised));
    }
  }
}
