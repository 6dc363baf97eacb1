package io.sealgate.proxy.exchange;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** The simplest plans of each kind, for tests of how they are carried out. */
final class Plans {

  private Plans() {}

  /** The client's body to the store, unchanged. */
  static Plan upload(ClientRequest request) {
    return new Plan.Upload(
        BackendRequest.of("PUT", "b", "k"),
        request.lengthBytes(),
        new CopyTransform(),
        Plans::sameStatus);
  }

  /** The store's body to the client, unchanged. */
  static Plan download(ClientRequest unused) {
    return new Plan.Download(
        BackendRequest.of("GET", "b", "k"),
        head -> new Plan.Relay(200, new HeaderList(), head.lengthBytes(), new CopyTransform()));
  }

  /** The same, with another object of the store's in a header. */
  static Plan downloadWithTail(ClientRequest unused) {
    return new Plan.DownloadAndFetch(
        BackendRequest.of("GET", "b", "k"),
        BackendRequest.of("GET", "b", "tail"),
        (head, tail) ->
            new Plan.Relay(
                200,
                HeaderList.of(
                    "X-Tail",
                    tail == null ? "none" : new String(tail.body(), StandardCharsets.UTF_8)),
                head.lengthBytes(),
                new CopyTransform()));
  }

  /** An answer with the store's status. */
  static Plan sameStatus(BackendResponse response) {
    return new Plan.Answer(new S3Response(response.head().status(), new HeaderList()));
  }

  /** Bytes that look like ciphertext, the same for the same size. */
  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
