package io.sealgate.proxy.operation.multipart;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.call.RequestDocument;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.body.ShownChecksum;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.multipart.ClaimedPart;
import io.sealgate.s3.multipart.CompletedDigests;
import io.sealgate.s3.multipart.ObjectPromise;
import io.sealgate.s3.sse.AppliedEncryption;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.SseErrors;
import io.sealgate.s3.sse.SseHeaders;
import io.sealgate.s3.sse.UploadRules;
import io.sealgate.s3.write.WriteCondition;
import io.sealgate.s3.xml.CompleteMultipartUpload;
import io.sealgate.s3.xml.CompleteMultipartUploadResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CompleteMultipartUpload towards the client: its document, and an answer that may take long. A
 * procedure.
 */
final class CompleteUpload {

  private final OpenUploads uploads;
  private final UploadCompletion completion;
  private final UnsealedCompletion unsealed;
  private final UploadEnd end;
  private final UploadKeys keys;
  private final SseHeaders sseHeaders;
  private final Procedures procedures;

  CompleteUpload(
      OpenUploads uploads,
      UploadCompletion completion,
      UnsealedCompletion unsealed,
      UploadEnd end,
      UploadKeys keys,
      SseHeaders sseHeaders,
      Procedures procedures) {
    this.uploads = uploads;
    this.completion = completion;
    this.unsealed = unsealed;
    this.end = end;
    this.keys = keys;
    this.sseHeaders = sseHeaders;
    this.procedures = procedures;
  }

  Plan plan(Call call) {
    ObjectPromise promise = ObjectPromise.of(call.headers());
    WriteCondition condition = WriteCondition.of(call.headers());
    return RequestDocument.receive(
        call,
        ObjectPromise.withoutChecksum(call.headers()),
        CompleteMultipartUpload.LIMIT_BYTES,
        document -> start(call, promise, condition, document));
  }

  private Plan start(Call call, ObjectPromise promise, WriteCondition condition, byte[] document) {
    List<ClaimedPart> claimed = CompleteMultipartUpload.parse(document).parts();
    Optional<CustomerKey> key = sseHeaders.ofCompletion(call.headers(), call.client().secure());
    return uploads.with(
        call,
        upload -> {
          HeaderList encryption = encryption(call, upload, key);
          return new Plan.KeepAlive(
              encryption,
              procedures.plan(() -> complete(call, claimed, promise, condition, encryption)));
        });
  }

  /**
   * What the answer says of how the object is sealed. A key is not needed; one that is sent has to
   * be the upload's.
   *
   * @param key erased
   */
  private HeaderList encryption(Call call, OpenUpload upload, Optional<CustomerKey> key) {
    HeaderList headers = new HeaderList();
    Envelope envelope =
        upload.document().body() instanceof UploadDocument.Sealed sealed ? sealed.envelope() : null;
    boolean customer = envelope != null && envelope.fields().wrapping() instanceof Wrapping.SseC;
    UploadRules.requireOfCompletion(customer, key.isPresent());
    if (customer && key.isEmpty()) {
      new AppliedEncryption.SseCWithoutKey().addTo(headers);
    } else if (envelope != null) {
      try (CustomerKey sent = key.orElse(null)) {
        if (sent != null && !keys.isOf(call, envelope, sent)) {
          throw SseErrors.wrongKeyOfCompletion();
        }
        AppliedEncryption.of(envelope.fields().wrapping(), sent).addTo(headers);
      }
    }
    UploadRules.requireNoOtherMode(call.headers(), headers);
    return headers;
  }

  private Plan complete(
      Call call,
      List<ClaimedPart> claimed,
      ObjectPromise promise,
      WriteCondition condition,
      HeaderList encryption) {
    try (OpenUpload upload = uploads.read(call)) {
      return switch (upload.document().body()) {
        case UploadDocument.Sealed sealed -> {
          CompletedObject object =
              completion.complete(call, upload, sealed, claimed, promise, condition);
          boolean notesNeeded =
              !EarlierCompletion.isNamedBy(claimed, object.record(), object.backendETag());
          procedures.workers().execute(() -> end.completed(upload.name(), notesNeeded));
          yield answer(
              call,
              object.headers(),
              encryption,
              object.shownETag(),
              checksum(upload, sealed.envelope(), object));
        }
        case UploadDocument.PassedThrough none -> {
          UnsealedCompletion.Completed object =
              unsealed.complete(call, upload, claimed, promise, condition);
          procedures.workers().execute(() -> end.completed(upload.name(), false));
          yield answer(call, object.headers(), encryption, object.eTag(), null);
        }
      };
    }
  }

  private static @Nullable ShownChecksum checksum(
      OpenUpload upload, Envelope envelope, CompletedObject object) {
    return CompletedDigests.isAnswered(upload.declaredChecksum(), envelope.fields().mode())
        ? ObjectDigests.of(object.record()).checksum()
        : null;
  }

  private static Plan answer(
      Call call,
      Headers backendAnswer,
      HeaderList encryption,
      String eTag,
      @Nullable ShownChecksum checksum) {
    HeaderList headers = AnswerHeaders.passed(call.s3().operation(), backendAnswer);
    encryption.forEach(line -> headers.set(line.getKey(), line.getValue()));
    headers.set("Content-Type", "application/xml");
    byte[] body =
        new CompleteMultipartUploadResult(location(call), call.bucket(), call.key(), eTag, checksum)
            .write();
    return new Plan.Answer(new S3Response(200, headers, body));
  }

  /** The object's URL, as the client itself calls it. */
  private static String location(Call call) {
    String host = call.client().head().headers().first("Host");
    return (call.client().secure() ? "https://" : "http://")
        + (host == null ? "" : host)
        + call.client().head().rawPath();
  }
}
