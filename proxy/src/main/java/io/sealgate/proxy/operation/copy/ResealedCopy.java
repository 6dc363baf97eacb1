package io.sealgate.proxy.operation.copy;

import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.proxy.object.ShownETag;
import io.sealgate.proxy.operation.copy.BackendCopy.Copied;
import io.sealgate.proxy.operation.write.ObjectWrites;
import io.sealgate.proxy.sealing.OpenedMultipart;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.sealing.OpenedSinglePart;
import io.sealgate.proxy.system.CompletionRecords;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.sse.EffectiveEncryption;
import org.jspecify.annotations.Nullable;

/**
 * Copies a sealed object without its body passing through: the object's secret is sealed anew for
 * the place, mode and key of the copy, and the backend copies the stored bytes (FORMAT §1). Blocks.
 */
final class ResealedCopy {

  private final ObjectWrites writes;
  private final CompletionRecords records;
  private final BackendCopy backendCopy;

  ResealedCopy(ObjectWrites writes, CompletionRecords records, BackendCopy backendCopy) {
    this.writes = writes;
    this.records = records;
    this.backendCopy = backendCopy;
  }

  /**
   * Makes the copy.
   *
   * @param opened the source, borrowed
   * @param encryption how the copy is sealed: with as many layers as the source
   * @param digests what is known of the plaintext
   */
  NewCopy copy(
      CopySourceObject source,
      OpenedSource opened,
      EffectiveEncryption encryption,
      ObjectDigests digests,
      CopyTarget target) {
    Envelope envelope =
        Waiting.forStage(
            writes.resealing(
                target.access(),
                encryption,
                opened.secrets(),
                opened.envelope().fields().body(),
                opened.object().plaintextBytes()));
    target.seal(envelope.entry());
    CompletionRecord record = record(opened.object());
    try (MultipartKeys recordKeys = opened.secrets().multipartKeys()) {
      pin(envelope, record, null, recordKeys);
      Copied copied = backendCopy.copy(source, target);
      pin(envelope, record, copied.backendETag(), recordKeys);
      return new NewCopy(
          copied,
          envelope,
          ShownETag.ofCopy(
              envelope.fields().mode(), copied.backendETag(), record == null ? digests : null),
          digests);
    }
  }

  /** What pins the copy's parts; null when it has none. It shows no ETag of an upload any more. */
  private static @Nullable CompletionRecord record(OpenedObject opened) {
    return switch (opened) {
      case OpenedSinglePart single -> null;
      case OpenedMultipart multipart -> multipart.completion().ofCopy();
    };
  }

  /**
   * Makes the record durable: under any name before the copy is there, and under the copy's ETag,
   * by which it is found at once, before the copy is told.
   */
  private void pin(
      Envelope envelope,
      @Nullable CompletionRecord record,
      @Nullable String backendETag,
      MultipartKeys recordKeys) {
    if (record != null
        && envelope.fields().body() instanceof BodyReference.Multipart(var recordId)) {
      records.write(recordId, backendETag, record, recordKeys);
    }
  }
}
