package io.sealgate.proxy.operation.copy;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.body.ChainedTransform;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.CheckedBody;
import io.sealgate.proxy.call.CheckedBody.DigestsOnceKnown;
import io.sealgate.proxy.call.WithheldEnd;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.object.PlaintextGuard;
import io.sealgate.proxy.object.ShownETag;
import io.sealgate.proxy.operation.copy.BackendCopy.Copied;
import io.sealgate.proxy.operation.write.NewObject;
import io.sealgate.proxy.operation.write.ObjectWrites;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.sealing.SealedUpload;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.DigestsWanted;
import io.sealgate.s3.body.PayloadCheck;
import io.sealgate.s3.sse.EffectiveEncryption;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Copies an object whose stored form cannot stay as it is - one that is to be sealed, or opened, or
 * sealed in other layers, or to get another checksum: its body streams from the backend through
 * Sealgate and back.
 */
final class MovedCopy {

  private final ObjectWrites writes;
  private final InstantSource clock;
  private final CopySourceObject source;
  private final CopyTarget target;
  private final DigestsOnceKnown digests = new DigestsOnceKnown();

  /**
   * A copy.
   *
   * @param clock tells when it was made, which the answer to a PUT does not
   */
  MovedCopy(ObjectWrites writes, InstantSource clock, CopySourceObject source, CopyTarget target) {
    this.writes = writes;
    this.clock = clock;
    this.source = source;
    this.target = target;
  }

  /**
   * The plan that makes the copy. Blocks until the key of the copy is there.
   *
   * @param opened the source, when it is sealed; borrowed
   * @param encryption how the copy is stored
   * @param wanted the digests to compute on the way
   * @param then gets the copy
   */
  Plan plan(
      @Nullable OpenedObject opened,
      EffectiveEncryption encryption,
      DigestsWanted wanted,
      Function<NewCopy, Plan> then) {
    long plaintextBytes = opened == null ? source.stored().storedBytes() : opened.plaintextBytes();
    PayloadCheck check =
        PayloadCheck.of(
            HeaderList.of("Content-Length", Long.toString(plaintextBytes)),
            new PayloadIntegrity.Unsigned(),
            wanted);
    if (encryption instanceof EffectiveEncryption.Unsealed) {
      requireOneUpload(plaintextBytes, 0);
      return transfer(
          plaintextBytes,
          opening(opened, new CheckedBody(check, digests, new WithheldEnd(plaintextBytes))),
          response -> then.apply(made(response, null)));
    }
    requireOneUpload(plaintextBytes, ObjectWrites.mode(encryption).layerCount());
    NewObject copy =
        new NewObject(
            target.access(),
            target.described(),
            encryption,
            plaintextBytes,
            () -> digests.get().digests(),
            null);
    SealedUpload upload = Waiting.forStage(writes.sealing(copy, Function.identity()));
    target.seal(upload.envelope().entry());
    return transfer(
        upload.storedBytes(),
        opening(opened, new CheckedBody(check, digests, upload.sealer())),
        response -> then.apply(made(response, upload.envelope())));
  }

  private Plan transfer(long storedBytes, Transform body, Function<BackendResponse, Plan> then) {
    HeaderList headers = target.described();
    target.preconditions().forEach(line -> headers.add(line.getKey(), line.getValue()));
    BackendRequest put =
        BackendRequest.of("PUT", target.access().bucket(), target.access().key())
            .withHeaders(headers);
    return new Plan.Transfer(
        source.access().read(null, source.stored().backendETag()),
        this::requireSource,
        put,
        storedBytes,
        body,
        then);
  }

  private static Transform opening(@Nullable OpenedObject opened, Transform next) {
    return new ChainedTransform(opened == null ? new PlaintextGuard() : opened.whole(), next);
  }

  private NewCopy made(BackendResponse response, @Nullable Envelope envelope) {
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response, target.condition());
    }
    String backendETag = response.head().headers().first("ETag");
    if (backendETag == null) {
      throw new BackendException("the backend's answer to a PUT has no ETag");
    }
    return new NewCopy(
        Copied.at(clock, backendETag, response.head().headers()),
        envelope,
        envelope == null
            ? backendETag
            : ShownETag.ofCopy(envelope.fields().mode(), backendETag, digests.get()),
        digests.get());
  }

  private void requireSource(BackendHead head) {
    if (head.status() == 412
        || (head.isSuccess() && head.lengthBytes() != source.stored().storedBytes())) {
      throw new BackendException("the source was replaced while it was being copied");
    }
    if (!head.isSuccess()) {
      throw BackendErrors.ofHead(head);
    }
  }

  /** What streams through is stored with one PUT; AWS copies no more than 5 GiB at all. */
  private static void requireOneUpload(long plaintextBytes, int layers) {
    boolean fits =
        layers == 0
            ? plaintextBytes <= Copies.LONGEST_BYTES
            : LayeredLayout.fitsOneUpload(plaintextBytes, layers);
    if (!fits) {
      throw new S3Exception(
          S3Error.INVALID_REQUEST,
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + Copies.LONGEST_BYTES);
    }
  }
}
