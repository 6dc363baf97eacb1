package io.sealgate.s3.body;

import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 in {@code x-amz-content-sha256}, if the signature has one. It means the bytes as
 * sent; where they are framed as aws-chunked, the hash of the decoded bytes is accepted too: either
 * binds the plaintext.
 */
final class PayloadHash {

  private final PayloadIntegrity.@Nullable Sha256 promised;
  private final @Nullable RunningChecksum wire;

  private PayloadHash(PayloadIntegrity.@Nullable Sha256 promised, @Nullable RunningChecksum wire) {
    this.promised = promised;
    this.wire = wire;
  }

  static PayloadHash of(PayloadIntegrity integrity, boolean framed) {
    return integrity instanceof PayloadIntegrity.Sha256 hash
        ? new PayloadHash(hash, framed ? ChecksumAlgorithm.SHA256.start() : null)
        : new PayloadHash(null, null);
  }

  /** Whether there is a hash to compare. */
  boolean isPromised() {
    return promised != null;
  }

  /** Takes in the remaining bytes as sent and leaves the position where it was. */
  void updateWire(ByteBuffer in) {
    if (wire != null) {
      wire.update(in.duplicate());
    }
  }

  /**
   * Holds the promise against the body. Call it once.
   *
   * @param decoded the SHA-256 of the decoded bytes, null only when none is promised
   * @throws S3Exception XAmzContentSHA256Mismatch when it is not kept
   */
  void requireEqual(byte @Nullable [] decoded) {
    if (promised == null || decoded == null) {
      return;
    }
    byte[] sent = wire == null ? decoded : wire.value();
    if (!promised.matches(sent) && !promised.matches(decoded)) {
      throw new S3Exception(S3Error.CONTENT_SHA256_MISMATCH)
          .with("ClientComputedContentSHA256", promised.hex())
          .with("S3ComputedContentSHA256", HexFormat.of().formatHex(sent));
    }
  }
}
