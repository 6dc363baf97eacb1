package io.sealgate.auth.sigv4;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code x-amz-content-sha256} of a request to S3. */
final class PayloadClaim {

  static final String NAME = "x-amz-content-sha256";

  private PayloadClaim() {}

  /**
   * The last line of the canonical request. A presigned URL may say it in a signed header or in the
   * query; when it says nothing, the payload is not signed.
   *
   * <p>AWS does not insist that the header be among the signed ones: as this line its value is
   * signed all the same. To a presigned URL, whose line is known without it, it can add nothing, so
   * there it must say the same.
   */
  static String line(AuthClaim claim, SignedHeaders headers, QueryParameters query) {
    @Nullable String value = headers.value(NAME);
    @Nullable String unsigned = headers.unsignedPayloadHash();
    if (value == null && claim instanceof PresignedQuery) {
      value = query.firstIgnoringCase(NAME);
      if (value == null) {
        value = UNSIGNED;
      }
      if (unsigned != null && !unsigned.equals(value)) {
        throw SignedHeaders.notSigned(List.of(NAME));
      }
    } else if (value == null) {
      value = unsigned;
    }
    if (value == null) {
      throw new RefusedException(
          RefusalReason.MISSING_CONTENT_SHA256,
          "Missing required header for this request: " + NAME);
    }
    if (!isKnown(value)) {
      throw invalid(value);
    }
    return value;
  }

  /**
   * What a known value says of the body.
   *
   * @param seed where a chain of chunk signatures starts
   */
  static PayloadIntegrity integrity(String line, ChunkSeed seed) {
    return switch (line) {
      case UNSIGNED -> new PayloadIntegrity.Unsigned();
      case UNSIGNED_TRAILER -> new PayloadIntegrity.UnsignedTrailer();
      case SIGNED_CHUNKS -> new PayloadIntegrity.SignedChunks(seed, false);
      case SIGNED_CHUNKS_TRAILER -> new PayloadIntegrity.SignedChunks(seed, true);
      default -> new PayloadIntegrity.Sha256(line);
    };
  }

  private static boolean isKnown(String value) {
    return switch (value) {
      case UNSIGNED, UNSIGNED_TRAILER, SIGNED_CHUNKS, SIGNED_CHUNKS_TRAILER -> true;
      default -> Hex.isSha256(value);
    };
  }

  private static RefusedException invalid(String value) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("ArgumentName", NAME);
    details.put("ArgumentValue", value);
    return new RefusedException(
        RefusalReason.INVALID_CONTENT_SHA256,
        NAME
            + " must be "
            + UNSIGNED
            + ", "
            + UNSIGNED_TRAILER
            + ", "
            + SIGNED_CHUNKS
            + ", "
            + SIGNED_CHUNKS_TRAILER
            + ", or a valid sha256 value.",
        details);
  }

  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  private static final String SIGNED_CHUNKS_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
}
