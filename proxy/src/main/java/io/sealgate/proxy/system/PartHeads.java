package io.sealgate.proxy.system;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.body.Span;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.s3.route.PercentEncoding;

/** The heads of the parts in a stored body, which tell which of several records is the object's. */
final class PartHeads {

  private static final int ANSWER_LIMIT_BYTES = 64 * 1024;

  private final BackendCalls backend;

  PartHeads(BackendCalls backend) {
    this.backend = backend;
  }

  /**
   * Reads the head of a part; blocks.
   *
   * @param head where it is stored
   * @throws BackendException when it cannot be read, or the object is no longer the same
   */
  byte[] read(MultipartObject object, Span head) {
    BackendRequest request =
        BackendRequest.of("GET", object.bucket(), object.key())
            .withHeaders(
                HeaderList.of(
                    "Range",
                    "bytes=" + head.offsetBytes() + "-" + (head.endBytes() - 1),
                    "If-Match",
                    object.backendETag()));
    String version = object.versionId();
    BackendResponse response =
        backend.call(
            version == null
                ? request
                : request.withQuery("versionId=" + PercentEncoding.encodeQuery(version)),
            ANSWER_LIMIT_BYTES);
    if (response.head().status() != 206 || response.body().length != head.lengthBytes()) {
      throw new BackendException(
          "the backend answers " + response.head().status() + " for the head of a part");
    }
    return response.body();
  }
}
