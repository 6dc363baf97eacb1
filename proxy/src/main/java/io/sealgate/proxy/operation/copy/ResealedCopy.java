package io.sealgate.proxy.operation.copy;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.key.ObjectSecrets;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.object.ObjectLookup;
import io.sealgate.proxy.object.OpeningKeys;
import io.sealgate.proxy.object.SealingKeys;
import io.sealgate.proxy.object.ShownETag;
import io.sealgate.proxy.operation.copy.BackendCopy.Copied;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.sealing.OpenedMultipart;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.sealing.OpenedSinglePart;
import io.sealgate.proxy.system.CompletionRecords;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.headers.UserMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Copies a sealed object without its body passing through: the object's secret is sealed anew for
 * the place, mode and key of the copy, and the backend copies the stored bytes (FORMAT §1). Blocks.
 */
final class ResealedCopy {

  private final OpeningKeys openingKeys;
  private final SealingKeys sealingKeys;
  private final ObjectSealer sealer;
  private final CopySources sources;
  private final ObjectLookup lookup;
  private final CompletionRecords records;
  private final BackendCopy backendCopy;

  ResealedCopy(
      OpeningKeys openingKeys,
      SealingKeys sealingKeys,
      ObjectSealer sealer,
      CopySources sources,
      ObjectLookup lookup,
      CompletionRecords records,
      BackendCopy backendCopy) {
    this.openingKeys = openingKeys;
    this.sealingKeys = sealingKeys;
    this.sealer = sealer;
    this.sources = sources;
    this.lookup = lookup;
    this.records = records;
    this.backendCopy = backendCopy;
  }

  /**
   * Makes the copy.
   *
   * @param described what it is stored with, but its envelope
   * @param preconditions put the condition on what it replaces to the backend
   */
  NewCopy copy(
      CopyRequest request,
      CopySourceObject source,
      Envelope sourceEnvelope,
      HeaderList described,
      HeaderList preconditions) {
    ObjectAccess target = request.call().access();
    try (OpenedObject opened = sources.open(source, sourceEnvelope);
        ObjectSecrets secrets = secrets(source, sourceEnvelope)) {
      Envelope envelope =
          Waiting.forStage(
              sealingKeys.with(
                  target,
                  request.encryption(),
                  opened.plaintextBytes(),
                  (wrapping, keys) ->
                      sealer.reseal(
                          secrets,
                          sourceEnvelope.fields().body(),
                          wrapping,
                          target.location(),
                          keys)));
      UserMetadata.requireRoomForEnvelope(described, envelope.entry().length());
      described.set(UserMetadata.ENVELOPE_HEADER, envelope.entry());
      ObjectDigests digests =
          lookup.digests(source.access(), source.stored(), sourceEnvelope, opened);
      try (MultipartKeys recordKeys = secrets.multipartKeys()) {
        CompletionRecord record = record(opened);
        pin(envelope, record, null, recordKeys);
        Copied copied =
            backendCopy.copy(
                source,
                target,
                described,
                request.directives(),
                request.condition(),
                preconditions);
        pin(envelope, record, copied.backendETag(), recordKeys);
        String etag =
            ShownETag.ofCopy(
                envelope.fields().mode(), copied.backendETag(), record == null ? digests : null);
        return new NewCopy(copied, envelope, etag, digests);
      }
    }
  }

  private ObjectSecrets secrets(CopySourceObject source, Envelope envelope) {
    try {
      return Waiting.forStage(
          openingKeys.with(
              source.access(),
              envelope,
              source.customerKey(),
              keys -> sealer.secrets(envelope, source.access().location(), keys)));
    } catch (S3Exception refused) {
      throw CopySources.ofSource(refused, envelope);
    }
  }

  /** What pins the copy's parts; null when it has none. It shows no ETag of an upload any more. */
  private static @Nullable CompletionRecord record(OpenedObject opened) {
    return switch (opened) {
      case OpenedSinglePart single -> null;
      case OpenedMultipart multipart -> {
        CompletionRecord source = multipart.completion();
        Digests digests = source.digests();
        yield new CompletionRecord(
            source.layout(), source.salts(), null, digests, source.checksumType());
      }
    };
  }

  /**
   * Makes the record durable before the copy is there, and under the copy's ETag before it is told.
   */
  private void pin(
      Envelope envelope,
      @Nullable CompletionRecord record,
      @Nullable String backendETag,
      MultipartKeys keys) {
    if (record != null
        && envelope.fields().body() instanceof BodyReference.Multipart(var recordId)) {
      records.write(recordId, backendETag, record, keys);
    }
  }
}
