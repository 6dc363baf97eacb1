package io.sealgate.proxy.operation.multipart;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.crypto.multipart.PinnedPart;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.object.ObjectLookup;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.system.CompletionRecords;
import io.sealgate.proxy.system.MultipartETag;
import io.sealgate.proxy.system.MultipartObject;
import io.sealgate.s3.ETagText;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.multipart.ClaimedPart;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether an upload has been completed already, just as a request asks: by a request whose
 * answer was lost, or by one that was faster. The object must carry the upload's id, if it is
 * sealed, and be the one that this request would have made (FORMAT §4). Blocks.
 */
final class EarlierCompletion {

  /** The upload is over, or the object that it was not to replace is just its own. */
  private static final Set<S3Error> EXPLAINED =
      EnumSet.of(S3Error.NO_SUCH_UPLOAD, S3Error.PRECONDITION_FAILED);

  private final ObjectLookup lookup;
  private final CompletionRecords records;

  EarlierCompletion(ObjectLookup lookup, CompletionRecords records) {
    this.lookup = lookup;
    this.records = records;
  }

  /** Whether an earlier Complete may be why this one is refused. */
  static boolean mayExplain(S3Exception refused) {
    return EXPLAINED.contains(refused.error());
  }

  /**
   * Looks for the object.
   *
   * @param upload borrowed
   * @param claimed the parts that the request names
   * @param wanted the record of this request; null when the parts' notes are gone, so that only
   *     numbers and ETags tell
   * @return empty when the object that is there is not the request's
   */
  Optional<CompletedObject> find(
      Call call,
      UploadDocument.Sealed upload,
      List<ClaimedPart> claimed,
      @Nullable CompletionRecord wanted) {
    StoredObject object = lookup.find(call.access()).orElse(null);
    Envelope envelope = object == null ? null : object.envelope();
    if (object == null || envelope == null || !isOf(envelope, upload)) {
      return Optional.empty();
    }
    CompletionRecord record;
    try {
      record =
          records.open(
              new MultipartObject(
                  call.bucket(),
                  call.key(),
                  object.headers().first("x-amz-version-id"),
                  object.backendETag(),
                  envelope,
                  object.storedBytes()),
              upload.keys());
    } catch (IntegrityException unrecorded) {
      return Optional.empty();
    }
    return (wanted != null && record.agreesWith(wanted))
            || isNamedBy(claimed, record, object.backendETag())
        ? Optional.of(new CompletedObject(object.backendETag(), record, object.headers()))
        : Optional.empty();
  }

  /**
   * Looks for the object of an upload whose parts are stored as clients sent them, once the backend
   * does not know the upload any more. Nothing but its ETag tells then what it is made of.
   *
   * @return empty when the object that is there is not the request's
   */
  Optional<StoredObject> findUnsealed(Call call, List<ClaimedPart> claimed) {
    return lookup
        .find(call.access())
        .filter(object -> object.envelope() == null && isMadeOf(claimed, object.backendETag()));
  }

  private static boolean isOf(Envelope envelope, UploadDocument.Sealed upload) {
    return envelope.fields().body() instanceof BodyReference.Multipart multipart
        && multipart.recordId().equals(upload.recordId());
  }

  /**
   * Whether the parts that a request names make the object's ETag, as clients see it: then nothing
   * else is needed to recognise the request.
   */
  static boolean isNamedBy(List<ClaimedPart> claimed, CompletionRecord record, String backendETag) {
    List<PinnedPart> pinned = record.parts();
    boolean same = pinned.size() == claimed.size();
    for (int i = 0; same && i < claimed.size(); i++) {
      same = pinned.get(i).partNumber() == claimed.get(i).number();
    }
    return same && isMadeOf(claimed, record.eTag().orElse(backendETag));
  }

  private static boolean isMadeOf(List<ClaimedPart> claimed, String eTag) {
    return MultipartETag.expected(claimed.stream().map(ClaimedPart::eTag).toList())
        .filter(ETagText.unquoted(eTag)::equals)
        .isPresent();
  }
}
