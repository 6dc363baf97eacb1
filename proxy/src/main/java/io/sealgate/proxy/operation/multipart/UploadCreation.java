package io.sealgate.proxy.operation.multipart;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.document.DeclaredChecksum;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.document.UploadName;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.write.ObjectWrites;
import io.sealgate.proxy.sealing.SealedMultipart;
import io.sealgate.proxy.system.Uploads;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.headers.RequestHeaders;
import io.sealgate.s3.headers.UserMetadata;
import io.sealgate.s3.multipart.ChecksumHeaders;
import io.sealgate.s3.sse.EffectiveEncryption;
import io.sealgate.s3.xml.InitiateMultipartUploadResult;
import org.jspecify.annotations.Nullable;

/**
 * CreateMultipartUpload: decides once how the object will be sealed. The client learns of the
 * upload when every replica can go on with it. A procedure.
 */
final class UploadCreation {

  private static final int ANSWER_LIMIT_BYTES = 64 * 1024;

  private final ObjectWrites writes;
  private final Uploads uploads;
  private final Procedures procedures;

  UploadCreation(ObjectWrites writes, Uploads uploads, Procedures procedures) {
    this.writes = writes;
    this.uploads = uploads;
    this.procedures = procedures;
  }

  Plan plan(Call call) {
    EffectiveEncryption encryption = writes.encryption(call);
    ChecksumKind declared = ChecksumHeaders.of(call.headers());
    return procedures.plan(() ->
        encryption instanceof EffectiveEncryption.Unsealed
            ? create(call, declared, null, new UploadDocument.PassedThrough())
            : createSealed(call, declared, encryption));
  }

  private Plan createSealed(
      Call call, @Nullable ChecksumKind declared, EffectiveEncryption encryption) {
    call.client().trace().sealedAs(ObjectWrites.mode(encryption).name());
    SealedMultipart sealed = Waiting.forStage(writes.sealingMultipart(call.access(), encryption));
    try (var keys = sealed.keys()) {
      Envelope envelope = sealed.envelope();
      UserMetadata.requireRoomForEnvelope(call.headers(), envelope.entry().length());
      Plan.Answer answer =
          create(call, declared, envelope, new UploadDocument.Sealed(envelope, keys));
      writes.applied(encryption, envelope).addTo(answer.response().headers());
      return answer;
    }
  }

  private Plan.Answer create(
      Call call,
      @Nullable ChecksumKind declared,
      @Nullable Envelope envelope,
      UploadDocument.Body body) {
    HeaderList stored = RequestHeaders.forwarded(call.s3().operation(), call.headers());
    if (envelope != null) {
      stored.set(UserMetadata.ENVELOPE_HEADER, envelope.entry());
    }
    BackendResponse response =
        procedures
            .backend()
            .call(
                BackendRequest.of("POST", call.bucket(), call.key())
                    .withQuery("uploads=")
                    .withHeaders(stored),
                ANSWER_LIMIT_BYTES);
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response);
    }
    String uploadId = InitiateMultipartUploadResult.parseUploadId(response.body());
    remember(
        call,
        uploadId,
        new UploadDocument(body, procedures.clock().instant().getEpochSecond(), stored(declared)));
    HeaderList headers = AnswerHeaders.passed(call.s3().operation(), response.head().headers());
    headers.set("Content-Type", "application/xml");
    if (declared != null) {
      declared.addHeaders(headers);
    }
    return new Plan.Answer(
        new S3Response(
            200,
            headers,
            new InitiateMultipartUploadResult(call.bucket(), call.key(), uploadId).write()));
  }

  /** Without its document nobody could add to the upload: it must not stay behind. */
  private void remember(Call call, String uploadId, UploadDocument document) {
    try {
      uploads.write(new UploadName(call.location(), uploadId), document);
    } catch (RuntimeException failure) {
      abort(call, uploadId, failure);
      throw failure;
    }
  }

  private void abort(Call call, String uploadId, RuntimeException why) {
    try {
      procedures
          .backend()
          .call(
              UploadQuery.request("DELETE", call.bucket(), call.key(), uploadId),
              ANSWER_LIMIT_BYTES);
    } catch (BackendException unreachable) {
      why.addSuppressed(unreachable); // a lifecycle rule of the bucket has to end it
    }
  }

  private static @Nullable DeclaredChecksum stored(@Nullable ChecksumKind declared) {
    return declared == null
        ? null
        : new DeclaredChecksum(declared.algorithm().digestType(), declared.type());
  }
}
