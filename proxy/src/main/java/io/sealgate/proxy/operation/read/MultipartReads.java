package io.sealgate.proxy.operation.read;

import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.crypto.multipart.ObjectPart;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.object.MultipartCache;
import io.sealgate.proxy.object.ObjectExtent;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.sealing.OpenedMultipart;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What reading ranges of multipart objects needs besides their records. */
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
   * The part whose headers have to be read before a range is.
   *
   * @return empty but for objects whose record an older version wrote
   */
  Optional<ObjectPart> headersNeeded(
      ObjectAccess access, OpenedMultipart opened, Selection selection) {
    cache.keep(access, opened.layout());
    return selection.probable(ObjectExtent.of(opened)).flatMap(opened::headersNeeded);
  }

  /**
   * Reads the headers of a part and goes on.
   *
   * @param opened closed when they cannot be had, be it that the client leaves
   */
  Plan readHeaders(
      ObjectAccess access,
      StoredObject object,
      OpenedMultipart opened,
      ObjectPart part,
      Function<List<PartHeader>, Plan> then) {
    return new Plan.Fetch(
            access.read(part.coveringHeaders(), object.backendETag()),
            response -> {
              List<PartHeader> headers;
              try {
                headers = opened.headers(part, body(response));
              } catch (RuntimeException failure) {
                opened.close();
                throw failure;
              }
              return then.apply(headers);
            })
        .holding(opened::close);
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
