package io.sealgate.proxy.operation.multipart;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.body.LayeredSealer;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.object.OpeningKeys;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.SseErrors;
import io.sealgate.s3.sse.UploadRules;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keys of open uploads: what parts are sealed with. */
final class UploadKeys {

  private final OpeningKeys keys;
  private final ObjectSealer sealer;

  UploadKeys(OpeningKeys keys, ObjectSealer sealer) {
    this.keys = keys;
    this.sealer = sealer;
  }

  /**
   * Checks that a request comes with a customer key exactly when its upload did.
   *
   * @param envelope the upload's; null when it is not sealed
   * @throws S3Exception InvalidRequest
   */
  static void requireLikeUpload(@Nullable Envelope envelope, @Nullable CustomerKey customerKey) {
    boolean customer = envelope != null && envelope.fields().wrapping() instanceof Wrapping.SseC;
    UploadRules.requireOfPart(customer, customerKey != null);
  }

  /**
   * Gets the keys, makes the sealer of one attempt at a part and goes on.
   *
   * @param customerKey the key that came with the request, borrowed; null when none did
   * @param digests asked once, when the plaintext is complete
   * @param then gets the sealer, which it closes or puts into a plan that does
   * @throws S3Exception EntityTooLarge when the part would be too long as stored
   */
  Plan sealPart(
      Call call,
      Envelope envelope,
      @Nullable CustomerKey customerKey,
      int partNumber,
      long plaintextBytes,
      Supplier<Digests> digests,
      Function<LayeredSealer, Plan> then) {
    return new Plan.Await(
        sealer(call, envelope, customerKey, partNumber, plaintextBytes, digests).thenApply(then));
  }

  /**
   * Gets the keys and makes the sealer of one attempt at a part; it is the receiver's to close.
   *
   * @param customerKey the key that came with the request, borrowed; null when none did
   * @param digests asked once, when the plaintext is complete
   * @return complete at once when the keys are at hand
   * @throws S3Exception EntityTooLarge when the part would be too long as stored
   */
  CompletionStage<LayeredSealer> sealer(
      Call call,
      Envelope envelope,
      @Nullable CustomerKey customerKey,
      int partNumber,
      long plaintextBytes,
      Supplier<Digests> digests) {
    requireFits(envelope, plaintextBytes);
    return keys.with(
        call.access(),
        envelope,
        customerKey,
        opening -> {
          try {
            return sealer.sealPart(
                envelope, call.location(), opening, partNumber, plaintextBytes, digests);
          } catch (IntegrityException wrongKeyOrDamage) {
            throw customerKey == null ? wrongKeyOrDamage : SseErrors.notTheOriginalKey();
          }
        });
  }

  /**
   * Whether a customer key is that of an upload of SSE-C.
   *
   * @param customerKey borrowed
   */
  boolean isOf(Call call, Envelope envelope, CustomerKey customerKey) {
    return Waiting.forStage(
        keys.with(
            call.access(),
            envelope,
            customerKey,
            opening -> sealer.opens(envelope, call.location(), opening)));
  }

  private static void requireFits(Envelope envelope, long plaintextBytes) {
    int layers = envelope.fields().mode().layerCount();
    if (!LayeredLayout.fitsOneUpload(plaintextBytes, layers)) {
      throw new S3Exception(S3Error.ENTITY_TOO_LARGE)
          .with("ProposedSize", Long.toString(plaintextBytes));
    }
  }
}
