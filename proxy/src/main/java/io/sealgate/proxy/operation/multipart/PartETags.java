package io.sealgate.proxy.operation.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import java.util.HexFormat;

/** The ETags of parts. */
final class PartETags {

  private static final HexFormat HEX = HexFormat.of();

  private PartETags() {}

  /**
   * The ETag of a part as clients see it: of SSE-S3 the MD5 of its plaintext, of every other mode
   * the backend's.
   *
   * @return without quotes
   */
  static String shown(PartNote note, Mode mode) {
    Bytes md5 = mode == Mode.SSE_S3 ? note.digests().values().get(DigestType.MD5) : null;
    return md5 == null ? note.backendETag() : HEX.formatHex(md5.toArray());
  }

  /**
   * The backend's ETag of a part.
   *
   * @param response the backend's answer to the part
   * @return with its quotes
   * @throws RuntimeException the backend's error, when it has not stored the part
   */
  static String ofAnswer(BackendResponse response) {
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response);
    }
    String eTag = response.head().headers().first("ETag");
    if (eTag == null) {
      throw new BackendException("the backend's answer to a part has no ETag");
    }
    return eTag;
  }
}
