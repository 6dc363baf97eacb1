package io.sealgate.proxy.operation.copy;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.body.ChainedTransform;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.CheckedBody;
import io.sealgate.proxy.call.CheckedBody.DigestsOnceKnown;
import io.sealgate.proxy.call.PassThrough;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.object.PlaintextGuard;
import io.sealgate.proxy.object.ShownETag;
import io.sealgate.proxy.operation.copy.BackendCopy.Copied;
import io.sealgate.proxy.operation.write.NewObject;
import io.sealgate.proxy.operation.write.ObjectWrites;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.sealing.SealedUpload;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.DigestsWanted;
import io.sealgate.s3.body.PayloadCheck;
import io.sealgate.s3.headers.UserMetadata;
import io.sealgate.s3.sse.EffectiveEncryption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Copies an object whose stored form cannot stay as it is - one that is to be sealed, or opened, or
 * sealed in other layers: its body streams from the backend through Sealgate and back.
 */
final class MovedCopy {

  private final ObjectWrites writes;
  private final InstantSource clock;
  private final CopyRequest request;
  private final CopySourceObject source;
  private final HeaderList described;
  private final DigestsOnceKnown digests = new DigestsOnceKnown();

  /**
   * A copy.
   *
   * @param clock tells when it was made, which the answer to a PUT does not
   * @param described what it is stored with, but its envelope; conditions included
   */
  MovedCopy(
      ObjectWrites writes,
      InstantSource clock,
      CopyRequest request,
      CopySourceObject source,
      HeaderList described) {
    this.writes = writes;
    this.clock = clock;
    this.request = request;
    this.source = source;
    this.described = described;
  }

  /**
   * The plan that makes the copy.
   *
   * @param opened the source, when it is sealed; closed when the plan is made
   * @param wanted the digests to compute on the way
   * @param then gets the copy
   */
  Plan plan(@Nullable OpenedObject opened, DigestsWanted wanted, Function<NewCopy, Plan> then) {
    long plaintextBytes = opened == null ? source.stored().storedBytes() : opened.plaintextBytes();
    PayloadCheck check =
        PayloadCheck.of(
            HeaderList.of("Content-Length", Long.toString(plaintextBytes)),
            new PayloadIntegrity.Unsigned(),
            wanted);
    if (request.encryption() instanceof EffectiveEncryption.Unsealed) {
      return download(
          plaintextBytes,
          opening(opened, new CheckedBody(check, digests, new PassThrough())),
          response -> then.apply(made(response, null)));
    }
    Mode mode = ObjectWrites.mode(request.encryption());
    requireOneUpload(plaintextBytes, mode.layerCount());
    return writes.seal(
        new NewObject(
            request.call(),
            request.encryption(),
            plaintextBytes,
            () -> digests.get().digests(),
            null),
        upload -> {
          Envelope envelope = upload.envelope();
          UserMetadata.requireRoomForEnvelope(described, envelope.entry().length());
          described.set(UserMetadata.ENVELOPE_HEADER, envelope.entry());
          return download(
              upload.storedBytes(),
              opening(opened, new CheckedBody(check, digests, upload.sealer())),
              response -> then.apply(made(response, upload)));
        });
  }

  private Plan download(long storedBytes, Transform body, Function<BackendResponse, Plan> then) {
    BackendRequest put =
        BackendRequest.of("PUT", request.call().bucket(), request.call().key())
            .withHeaders(described);
    return new Plan.Download(
        source.access().read(null, source.stored().backendETag()),
        head -> {
          if (head.isSuccess() && head.lengthBytes() == source.stored().storedBytes()) {
            return new Plan.Transfer(put, storedBytes, body, then);
          }
          body.close();
          throw replaced(head);
        });
  }

  private static Transform opening(@Nullable OpenedObject opened, Transform next) {
    if (opened == null) {
      return new ChainedTransform(new PlaintextGuard(), next);
    }
    try (opened) {
      return new ChainedTransform(opened.whole(), next);
    }
  }

  private NewCopy made(BackendResponse response, @Nullable SealedUpload upload) {
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response, request.condition());
    }
    String backendETag = response.head().headers().first("ETag");
    if (backendETag == null) {
      throw new BackendException("the backend's answer to a PUT has no ETag");
    }
    Copied copied =
        new Copied(
            backendETag,
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            response.head().headers());
    if (upload == null) {
      return new NewCopy(copied, null, backendETag, digests.get());
    }
    Envelope envelope = upload.envelope();
    return new NewCopy(
        copied,
        envelope,
        ShownETag.ofCopy(envelope.fields().mode(), backendETag, digests.get()),
        digests.get());
  }

  private static RuntimeException replaced(BackendHead head) {
    return head.status() == 412 || head.isSuccess()
        ? new BackendException("the source was replaced while it was being copied")
        : BackendErrors.ofHead(head);
  }

  private static void requireOneUpload(long plaintextBytes, int layers) {
    if (!new LayeredLayout(plaintextBytes, layers).fitsOneUpload()) {
      throw new S3Exception(
          S3Error.INVALID_REQUEST,
          "The specified copy source is larger than the maximum allowable size for a copy source:"
              + " 5368709120");
    }
  }
}
