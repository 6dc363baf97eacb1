package io.sealgate.proxy.operation.multipart;

import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.call.Call;
import io.sealgate.s3.multipart.PartNumber;
import io.sealgate.s3.multipart.UploadId;
import io.sealgate.s3.route.PercentEncoding;

/** The query parameters that name an upload and a part, as clients send and backends get them. */
final class UploadQuery {

  private UploadQuery() {}

  /** The id of the request's upload. */
  static String uploadId(Call call) {
    return UploadId.in(call.s3().query());
  }

  /** The number of the request's part. */
  static int partNumber(Call call) {
    return PartNumber.ofUpload(call.s3().query()).value();
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
