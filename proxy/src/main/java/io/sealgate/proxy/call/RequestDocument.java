package io.sealgate.proxy.call;

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
    if (call.client().lengthBytes() == 0 && !call.headers().contains("Content-Length")) {
      return then.apply(new byte[0]);
    }
    PayloadCheck check = PayloadCheck.of(call.headers(), call.payload(), NO_DIGESTS);
    return new Plan.Receive(
        new CheckedBody(check, new DigestsOnceKnown(), new PassThrough()), limitBytes, then);
  }
}
