package io.sealgate.proxy.operation.write;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.CheckedBody;
import io.sealgate.proxy.call.CheckedBody.DigestsOnceKnown;
import io.sealgate.proxy.call.Unchanged;
import io.sealgate.proxy.call.WithheldEnd;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.object.WritePreconditions.Write;
import io.sealgate.proxy.sealing.SealedUpload;
import io.sealgate.proxy.sealing.SmallBody;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.body.PayloadCheck;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.headers.RequestHeaders;
import io.sealgate.s3.headers.UserMetadata;
import io.sealgate.s3.sse.EffectiveEncryption;
import io.sealgate.s3.write.WriteCondition;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One PutObject. A small body is taken into memory first: its digests then go into the envelope, so
 * that HEAD and listings never have to read the object, and it may be sent again when a connection
 * dies. Any other streams.
 */
public final class PutObject {

  /** Up to here a body is held: one frame, and less than most clients send at once. */
  public static final int SMALL_BYTES = 64 * 1024 - 1;

  private final ObjectWrites writes;
  private final Call call;
  private final EffectiveEncryption encryption;
  private final PayloadCheck check;
  private final long plaintextBytes;
  private final DigestsOnceKnown digests = new DigestsOnceKnown();
  private final WriteCondition condition;
  private HeaderList preconditions = new HeaderList();

  /** The operation that the call asks for. */
  public PutObject(ObjectWrites writes, Call call) {
    this.writes = writes;
    this.call = call;
    // AWS finds fault with the body's digests before it looks at encryption.
    PayloadCheck.requireReadable(call.headers());
    this.condition = WriteCondition.of(call.headers());
    this.encryption = writes.encryption(call);
    this.check = PayloadCheck.of(call.headers(), call.payload(), writes.digestsWanted(encryption));
    this.plaintextBytes = check.declaredLengthBytes();
  }

  /** The first step. */
  public Plan plan() {
    return condition instanceof WriteCondition.None
        ? store()
        : new Plan.Await(
            writes
                .preconditions()
                .headers(call.access(), condition, Write.PUT)
                .thenApply(headers -> {
                  preconditions = headers;
                  return store();
                }));
  }

  private Plan store() {
    return encryption instanceof EffectiveEncryption.Unsealed ? unsealed() : sealed();
  }

  private Plan sealed() {
    Mode mode = ObjectWrites.mode(encryption);
    call.client().trace().sealedAs(mode.name());
    if (!LayeredLayout.fitsOneUpload(plaintextBytes, mode.layerCount())) {
      throw new S3Exception(S3Error.ENTITY_TOO_LARGE)
          .with("ProposedSize", Long.toString(plaintextBytes));
    }
    if (plaintextBytes <= SMALL_BYTES) {
      return new Plan.Receive(
          new CheckedBody(check, digests, new Unchanged()), SMALL_BYTES, this::sealSmall);
    }
    return writes.seal(
        newObject(() -> digests.get().digests(), null),
        upload ->
            new Plan.Upload(
                request(upload.envelope().entry()),
                upload.storedBytes(),
                new CheckedBody(check, digests, upload.sealer()),
                response -> answer(upload, response)));
  }

  private Plan sealSmall(byte[] plaintext) {
    Digests known = digests.get().digests();
    return writes.seal(
        newObject(() -> known, known),
        upload ->
            new Plan.Fetch(
                request(upload.envelope().entry())
                    .withBody(SmallBody.sealed(upload.sealer(), plaintext)),
                response -> answer(upload, response)));
  }

  private NewObject newObject(Supplier<Digests> once, @Nullable Digests known) {
    return new NewObject(call.access(), call.headers(), encryption, plaintextBytes, once, known);
  }

  private Plan unsealed() {
    BackendRequest request = request(null);
    if (plaintextBytes <= SMALL_BYTES) {
      return new Plan.Receive(
          new CheckedBody(check, digests, new Unchanged()),
          SMALL_BYTES,
          body -> new Plan.Fetch(request.withBody(body), response -> answer(null, response)));
    }
    return new Plan.Upload(
        request,
        plaintextBytes,
        new CheckedBody(check, digests, new WithheldEnd(plaintextBytes)),
        response -> answer(null, response));
  }

  private BackendRequest request(@Nullable String envelopeEntry) {
    HeaderList headers = RequestHeaders.forwarded(call.s3().operation(), call.headers());
    if (envelopeEntry != null) {
      headers.set(UserMetadata.ENVELOPE_HEADER, envelopeEntry);
    }
    preconditions.forEach(line -> headers.add(line.getKey(), line.getValue()));
    return BackendRequest.of("PUT", call.bucket(), call.key()).withHeaders(headers);
  }

  private Plan answer(@Nullable SealedUpload upload, BackendResponse response) {
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response, condition);
    }
    ObjectDigests known = digests.get();
    HeaderList headers = AnswerHeaders.passed(call.s3().operation(), response.head().headers());
    headers.set("ETag", etag(known, response));
    if (upload != null) {
      writes.applied(encryption, upload.envelope()).addTo(headers);
    }
    known.addHeaders(headers);
    return new Plan.Answer(new S3Response(200, headers));
  }

  private String etag(ObjectDigests known, BackendResponse response) {
    String md5 = encryption instanceof EffectiveEncryption.SseS3 ? known.md5ETag() : null;
    if (md5 != null) {
      return md5;
    }
    String etag = response.head().headers().first("ETag");
    if (etag == null) {
      throw new BackendException("the backend's answer to a PUT has no ETag");
    }
    return etag;
  }
}
