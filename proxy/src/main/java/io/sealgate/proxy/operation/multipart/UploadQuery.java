package io.sealgate.proxy.operation.multipart;

import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.call.Call;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.route.PercentEncoding;

/** The query parameters that name an upload and a part, as clients send and backends get them. */
final class UploadQuery {

  private static final int LAST_PART_NUMBER = 10_000;

  private UploadQuery() {}

  /** The id of the request's upload. */
  static String uploadId(Call call) {
    String uploadId = call.s3().query().first("uploadId");
    if (uploadId == null || uploadId.isEmpty()) {
      throw new S3Exception(S3Error.NO_SUCH_UPLOAD);
    }
    return uploadId;
  }

  /** The number of the request's part. */
  static int partNumber(Call call) {
    String text = call.s3().query().first("partNumber");
    int number = 0;
    try {
      number = text == null ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException none) {
      number = 0;
    }
    if (number < 1 || number > LAST_PART_NUMBER) {
      throw new S3Exception(
              S3Error.INVALID_ARGUMENT,
              "Part number must be an integer between 1 and 10000, inclusive")
          .with("ArgumentName", "partNumber")
          .with("ArgumentValue", text == null ? "" : text);
    }
    return number;
  }

  /** A request of the backend for an upload. */
  static BackendRequest request(String method, String bucket, String key, String uploadId) {
    return BackendRequest.of(method, bucket, key)
        .withQuery("uploadId=" + PercentEncoding.encodeQuery(uploadId));
  }

  /** A request of the backend for the request's upload. */
  static BackendRequest request(String method, Call call) {
    return request(method, call.bucket(), call.key(), uploadId(call));
  }

  /** A request of the backend that stores a part of the request's upload. */
  static BackendRequest storing(Call call, int partNumber) {
    return BackendRequest.of("PUT", call.bucket(), call.key())
        .withQuery(
            "partNumber="
                + partNumber
                + "&uploadId="
                + PercentEncoding.encodeQuery(uploadId(call)));
  }
}
