package io.sealgate.proxy.operation.read;

import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.crypto.multipart.ObjectPart;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.object.BodyKey;
import io.sealgate.proxy.object.MultipartCache;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.sealing.OpenedMultipart;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What reading ranges of multipart objects needs besides their records: headers of their parts. */
public final class MultipartReads {

  private final MultipartCache cache;

  /** With what that cache has kept. */
  public MultipartReads(MultipartCache cache) {
    this.cache = cache;
  }

  /** Where the parts of an object probably lie. */
  Optional<ObjectLayout> probableLayout(ObjectAccess access) {
    return cache.probableLayout(access);
  }

  /**
   * Goes on when the headers are known that a range needs because it begins far within a part.
   *
   * @param opened gets them; closed when they cannot be had
   * @param wanted the range, not empty and within the object
   */
  Plan withHeaders(
      ObjectAccess access,
      StoredObject object,
      Envelope envelope,
      OpenedMultipart opened,
      Span wanted,
      Supplier<Plan> then) {
    BodyKey body = BodyKey.of(access, object, envelope);
    cache.keep(access, opened.layout());
    cache.recall(body, opened, wanted);
    return opened
        .headersNeeded(wanted)
        .<Plan>map(part ->
            new Plan.Fetch(
                access.read(part.coveringHeaders(), object.backendETag()),
                response -> {
                  learn(body, opened, part, response);
                  return then.get();
                }))
        .orElseGet(then);
  }

  private void learn(
      BodyKey body, OpenedMultipart opened, ObjectPart part, BackendResponse response) {
    try {
      List<PartHeader> headers = opened.headers(part, body(response));
      opened.know(part, headers);
      cache.keep(body, part, headers);
    } catch (RuntimeException failure) {
      opened.close();
      throw failure;
    }
  }

  private static byte[] body(BackendResponse response) {
    if (response.head().status() != 206) {
      // 412: replaced in this moment. The client asks again and gets the new object.
      throw new BackendException(
          "the headers of a part cannot be read: " + response.head().status());
    }
    return response.body();
  }
}
