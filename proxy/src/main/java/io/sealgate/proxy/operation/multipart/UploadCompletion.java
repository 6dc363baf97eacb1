package io.sealgate.proxy.operation.multipart;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.object.WritePreconditions;
import io.sealgate.proxy.object.WritePreconditions.Write;
import io.sealgate.proxy.system.CompletionRecords.Writing;
import io.sealgate.proxy.system.MultipartETag;
import io.sealgate.proxy.system.MultipartState;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.ETagText;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.multipart.ClaimedPart;
import io.sealgate.s3.multipart.CompletedDigests;
import io.sealgate.s3.multipart.ObjectPromise;
import io.sealgate.s3.multipart.PartsCheck;
import io.sealgate.s3.write.WriteCondition;
import io.sealgate.s3.xml.CompleteMultipartUpload;
import io.sealgate.s3.xml.CompleteMultipartUploadResult;
import io.sealgate.s3.xml.ErrorCode;
import io.sealgate.s3.xml.LateAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Completes an upload of sealed parts: finds their notes, checks what the client promises, makes
 * the record that pins them durable, and only then lets the backend complete. Whatever breaks off
 * can be asked again. Blocks.
 */
final class UploadCompletion {

  private static final int ANSWER_LIMIT_BYTES = 256 * 1024;

  /** How often a part that is being sent again is looked for: for about a second and a half. */
  private static final int MOST_TRIES = 6;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final OpenUploads uploads;
  private final MultipartState state;
  private final EarlierCompletion earlier;
  private final BackendParts backendParts;
  private final WritePreconditions preconditions;
  private final BackendCalls backend;

  UploadCompletion(
      OpenUploads uploads,
      MultipartState state,
      EarlierCompletion earlier,
      BackendParts backendParts,
      WritePreconditions preconditions,
      BackendCalls backend) {
    this.uploads = uploads;
    this.state = state;
    this.earlier = earlier;
    this.backendParts = backendParts;
    this.preconditions = preconditions;
    this.backend = backend;
  }

  /**
   * Completes the request's upload.
   *
   * @param upload borrowed
   * @param sealed the same upload's body
   * @param claimed the parts that the client names
   * @param promise what it promises of the object
   * @param condition on the object that is there now
   */
  CompletedObject complete(
      Call call,
      OpenUpload upload,
      UploadDocument.Sealed sealed,
      List<ClaimedPart> claimed,
      ObjectPromise promise,
      WriteCondition condition) {
    Duration pause = FIRST_PAUSE;
    for (int tries = 1; ; tries++) {
      boolean last = tries == MOST_TRIES;
      Optional<CompletedObject> object =
          attempt(call, upload, sealed, claimed, promise, condition, last);
      if (object.isPresent()) {
        return object.get();
      }
      sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  /**
   * One try. The same bytes may be on their way a second time, whose MD5 is the ETag that the
   * client names: between the store's answer to such a part and its note, the store holds a part
   * that no note tells of, although the part is there as S3 sees it.
   *
   * @param last whether to refuse what may only need time
   * @return empty when a part is being sent again
   */
  private Optional<CompletedObject> attempt(
      Call call,
      OpenUpload upload,
      UploadDocument.Sealed sealed,
      List<ClaimedPart> claimed,
      ObjectPromise promise,
      WriteCondition condition,
      boolean last) {
    Mode mode = sealed.envelope().fields().mode();
    PartsCheck check = new PartsCheck(upload.name().uploadId(), upload.declaredChecksum());
    PartSelection selection =
        new PartSelection(
            state.notes().all(upload.name(), sealed), mode, () -> backendParts.eTags(call));
    return switch (selection.find(claimed)) {
      case PartSelection.Outcome.Unsettled(ClaimedPart part) ->
          last ? Optional.of(missing(call, sealed, claimed, check, part)) : Optional.empty();
      case PartSelection.Outcome.Missing(ClaimedPart part) ->
          Optional.of(missing(call, sealed, claimed, check, part));
      case PartSelection.Outcome.Found(List<PartNote> parts) -> {
        check.require(claimed, parts);
        CompletedDigests digests = CompletedDigests.of(parts, upload.declaredChecksum(), mode);
        CompletionRecord record =
            CompletionRecord.ofParts(
                parts, digests.shownETag(), digests.digests(), digests.checksumType());
        promise.requireKept(
            upload.declaredChecksum(), digests, parts.size(), record.layout().plaintextBytes());
        try {
          yield Optional.of(complete(call, sealed, parts, record, condition));
        } catch (S3Exception refused) {
          if (!last && mode == Mode.SSE_S3 && refused.error() == S3Error.INVALID_PART) {
            yield Optional.empty(); // in other modes an attempt that is replaced has another ETag
          }
          yield Optional.of(completedEarlier(call, sealed, claimed, record, refused));
        }
      }
    };
  }

  private CompletedObject complete(
      Call call,
      UploadDocument.Sealed sealed,
      List<PartNote> parts,
      CompletionRecord record,
      WriteCondition condition) {
    HeaderList conditions =
        Waiting.forStage(preconditions.headersIfItHolds(call.access(), condition, Write.COMPLETE));
    String expectedETag =
        MultipartETag.expected(parts.stream().map(PartNote::backendETag).toList()).orElse(null);
    pin(sealed, record, expectedETag);
    BackendResponse response =
        backend.call(
            UploadQuery.request("POST", call)
                .withHeaders(conditions)
                .withBody(CompleteMultipartUpload.ofStored(parts).write()),
            ANSWER_LIMIT_BYTES);
    return switch (outcome(response)) {
      case LateAnswer.Success<String>(String eTag) -> {
        if (!ETagText.unquoted(eTag).equals(expectedETag)) {
          pin(sealed, record, eTag);
        }
        yield new CompletedObject(eTag, record, response.head().headers());
      }
      case LateAnswer.Failure<String> failure -> throw BackendErrors.of(response, condition);
    };
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BackendException("interrupted while waiting for a part's note", interrupted);
    }
  }

  private CompletedObject missing(
      Call call,
      UploadDocument.Sealed sealed,
      List<ClaimedPart> claimed,
      PartsCheck check,
      ClaimedPart part) {
    return earlier
        .find(call, sealed, claimed, null)
        .map(object -> pinned(sealed, object))
        .orElseThrow(() -> notFound(call, check, part));
  }

  /** A part of an upload that is over is missing because of that. */
  private S3Exception notFound(Call call, PartsCheck check, ClaimedPart part) {
    try {
      uploads.requireOpen(call);
      backendParts.requireOpen(call);
      return check.notFound(part);
    } catch (S3Exception over) {
      return over;
    }
  }

  private CompletedObject completedEarlier(
      Call call,
      UploadDocument.Sealed sealed,
      List<ClaimedPart> claimed,
      CompletionRecord wanted,
      S3Exception refused) {
    if (!EarlierCompletion.mayExplain(refused)) {
      throw refused;
    }
    return earlier
        .find(call, sealed, claimed, wanted)
        .map(object -> pinned(sealed, object))
        .orElseThrow(() -> refused);
  }

  /** What made the object may have ended before the object's record had the object's name. */
  private CompletedObject pinned(UploadDocument.Sealed sealed, CompletedObject object) {
    pin(sealed, object.record(), object.backendETag());
    return object;
  }

  /** The status of success may come before an error. */
  private static LateAnswer<String> outcome(BackendResponse response) {
    return response.head().isSuccess()
        ? CompleteMultipartUploadResult.parseETag(response.body())
        : new LateAnswer.Failure<>(ErrorCode.parse(response.body()).orElse(""));
  }

  /**
   * Makes a record durable: under the ETag that the object will have, or under a random name when
   * nobody can tell it or another record has that one.
   */
  private void pin(
      UploadDocument.Sealed sealed, CompletionRecord record, @Nullable String backendETag) {
    Writing writing = state.records().write(sealed.recordId(), backendETag, record, sealed.keys());
    if (writing instanceof Writing.Found(CompletionRecord existing)
        && !existing.agreesWith(record)) {
      state.records().write(sealed.recordId(), null, record, sealed.keys());
    }
  }
}
