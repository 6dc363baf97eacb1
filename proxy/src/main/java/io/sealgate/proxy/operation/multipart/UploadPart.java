package io.sealgate.proxy.operation.multipart;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.LayeredSealer;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.CheckedBody;
import io.sealgate.proxy.call.CheckedBody.DigestsOnceKnown;
import io.sealgate.proxy.call.Unchanged;
import io.sealgate.proxy.call.WithheldEnd;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.write.PutObject;
import io.sealgate.proxy.sealing.SmallBody;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.PayloadCheck;
import io.sealgate.s3.body.ShownChecksum;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.multipart.PartChecksum;
import io.sealgate.s3.sse.AppliedEncryption;
import io.sealgate.s3.sse.CustomerKey;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One UploadPart: one attempt at a part, sealed with a data key of its own, so that a part that is
 * sent again never reuses a key. Small parts are taken into memory first, as small objects are.
 */
final class UploadPart {

  private final PartWrites parts;
  private final Call call;
  private final int partNumber;
  private final @Nullable CustomerKey customerKey;
  private final DigestsOnceKnown digests = new DigestsOnceKnown();

  UploadPart(PartWrites parts, Call call) {
    this.parts = parts;
    this.call = call;
    this.partNumber = UploadQuery.partNumber(call);
    // AWS finds fault with the body's digests before it looks at encryption.
    PayloadCheck.requireReadable(call.headers());
    this.customerKey =
        parts.sseHeaders().ofPart(call.headers(), call.client().secure()).orElse(null);
  }

  Plan plan() {
    return parts
        .uploads()
        .with(
            call,
            upload ->
                switch (upload.document().body()) {
                  case UploadDocument.Sealed sealed ->
                      sealed(sealed.envelope(), upload.declaredChecksum());
                  case UploadDocument.PassedThrough unsealed -> unsealed(upload.declaredChecksum());
                });
  }

  private Plan sealed(Envelope envelope, @Nullable ChecksumKind declared) {
    UploadKeys.requireLikeUpload(envelope, customerKey);
    Mode mode = envelope.fields().mode();
    call.client().trace().sealedAs(mode.name());
    PartChecksum checksum = PartChecksum.ofUpload(call.headers(), declared);
    PayloadCheck check =
        PayloadCheck.of(
            call.headers(), call.payload(), checksum.wanted(mode, parts.checksumByDefault()));
    long plaintextBytes = check.declaredLengthBytes();
    AppliedEncryption applied = AppliedEncryption.of(envelope.fields().wrapping(), customerKey);
    if (plaintextBytes <= PutObject.SMALL_BYTES) {
      return new Plan.Receive(
          new CheckedBody(check, digests, new Unchanged()),
          PutObject.SMALL_BYTES,
          plaintext ->
              seal(
                  envelope,
                  plaintextBytes,
                  sealer ->
                      new Plan.Fetch(
                          UploadQuery.storing(call, partNumber)
                              .withBody(SmallBody.sealed(sealer, plaintext)),
                          response -> note(response, sealer, checksum, applied))));
    }
    return seal(
        envelope,
        plaintextBytes,
        sealer ->
            new Plan.Upload(
                UploadQuery.storing(call, partNumber),
                sealer.layout().storedBytes(),
                new CheckedBody(check, digests, sealer),
                response -> note(response, sealer, checksum, applied)));
  }

  private Plan seal(Envelope envelope, long plaintextBytes, Function<LayeredSealer, Plan> then) {
    try (customerKey) { // which is used at once, unlike keys of the key service
      return parts
          .keys()
          .sealPart(
              call,
              envelope,
              customerKey,
              partNumber,
              plaintextBytes,
              () -> digests.get().digests(),
              then);
    }
  }

  private Plan note(
      BackendResponse response,
      LayeredSealer sealer,
      PartChecksum checksum,
      AppliedEncryption applied) {
    Digests known = digests.get().digests();
    return parts
        .noting()
        .note(
            call,
            partNumber,
            response,
            sealer,
            known,
            eTag -> answer(response, eTag, checksum.shown(known), applied));
  }

  private Plan unsealed(@Nullable ChecksumKind declared) {
    UploadKeys.requireLikeUpload(null, customerKey);
    PartChecksum checksum = PartChecksum.ofUpload(call.headers(), declared);
    PayloadCheck check = PayloadCheck.of(call.headers(), call.payload(), checksum.wantedUnsealed());
    BackendRequest request = UploadQuery.storing(call, partNumber);
    long bytes = check.declaredLengthBytes();
    return bytes <= PutObject.SMALL_BYTES
        ? new Plan.Receive(
            new CheckedBody(check, digests, new Unchanged()),
            PutObject.SMALL_BYTES,
            held ->
                new Plan.Fetch(
                    request.withBody(held), response -> answerUnsealed(response, checksum)))
        : new Plan.Upload(
            request,
            bytes,
            new CheckedBody(check, digests, new WithheldEnd(bytes)),
            response -> answerUnsealed(response, checksum));
  }

  private Plan answerUnsealed(BackendResponse response, PartChecksum checksum) {
    return answer(
        response,
        PartETags.ofAnswer(response),
        checksum.shown(digests.get().digests()),
        new AppliedEncryption.Unsealed());
  }

  private Plan answer(
      BackendResponse response,
      String eTag,
      @Nullable ShownChecksum checksum,
      AppliedEncryption applied) {
    HeaderList headers = AnswerHeaders.passed(call.s3().operation(), response.head().headers());
    headers.set("ETag", eTag);
    applied.addTo(headers);
    if (checksum != null) {
      checksum.addValue(headers);
    }
    return new Plan.Answer(new S3Response(200, headers));
  }
}
