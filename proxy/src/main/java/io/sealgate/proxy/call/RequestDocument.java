package io.sealgate.proxy.call;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.proxy.call.CheckedBody.DigestsOnceKnown;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.s3.body.DigestsWanted;
import io.sealgate.s3.body.PayloadCheck;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes the document that is a request's body into memory, once every promise about it has been
 * kept.
 */
public final class RequestDocument {

  private static final DigestsWanted NO_DIGESTS = new DigestsWanted(null, Set.of());

  private RequestDocument() {}

  /**
   * Receives the document and goes on.
   *
   * @param limitBytes the most that it may have
   */
  public static Plan receive(Call call, int limitBytes, Function<byte[], Plan> then) {
    return receive(call, call.headers(), limitBytes, then);
  }

  /**
   * Receives the document and goes on.
   *
   * @param promises the headers that are about the document; others of the request may be about the
   *     object
   * @param limitBytes the most that it may have
   */
  public static Plan receive(
      Call call, Headers promises, int limitBytes, Function<byte[], Plan> then) {
    PayloadCheck check = PayloadCheck.of(withLength(call, promises), call.payload(), NO_DIGESTS);
    return new Plan.Receive(
        new CheckedBody(check, new DigestsOnceKnown(), new Unchanged()), limitBytes, then);
  }

  /**
   * A document that may be left out may be so without a word of its length. What else is promised
   * of it, and what is signed, is held against the empty one all the same: somebody on the way may
   * have taken the body away.
   */
  private static Headers withLength(Call call, Headers promises) {
    if (call.client().lengthBytes() != 0 || promises.contains("Content-Length")) {
      return promises;
    }
    HeaderList all = HeaderList.of("Content-Length", "0");
    promises.forEach(line -> all.add(line.getKey(), line.getValue()));
    return all;
  }
}
