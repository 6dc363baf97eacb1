package io.sealgate.proxy.operation.copy;

import io.sealgate.auth.Principal;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.ObjectSecrets;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.NotFound;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.object.DistinctKeys;
import io.sealgate.proxy.object.EncryptionRules;
import io.sealgate.proxy.object.ObjectLookup;
import io.sealgate.proxy.object.ObjectOpener;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.copy.CopyConditions;
import io.sealgate.s3.read.DeleteMarker;
import io.sealgate.s3.route.CopySource;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.SseErrors;
import org.jspecify.annotations.Nullable;

/** Finds and opens what is to be copied. Blocks: for procedures on virtual threads only. */
final class CopySources {

  private final BackendCalls backend;
  private final ObjectLookup lookup;
  private final ObjectOpener opener;
  private final EncryptionRules rules;
  private final DistinctKeys distinctKeys;

  CopySources(
      BackendCalls backend,
      ObjectLookup lookup,
      ObjectOpener opener,
      EncryptionRules rules,
      DistinctKeys distinctKeys) {
    this.distinctKeys = distinctKeys;
    this.backend = backend;
    this.lookup = lookup;
    this.opener = opener;
    this.rules = rules;
  }

  /**
   * The object that a request names, if it may be read. Where the backend tells its version, it is
   * that one from here on, whatever becomes the current one meanwhile.
   *
   * @param customerKey the key that came for it, borrowed
   * @throws S3Exception NoSuchKey and its like, or AccessDenied, or the errors of a key that does
   *     not belong to it
   */
  CopySourceObject find(
      CopySource source, Principal principal, boolean secure, @Nullable CustomerKey customerKey) {
    if (DistinctKeys.dependsOnBackend(source.key())) {
      DistinctKeys.require(source.key(), Waiting.forStage(distinctKeys.capabilities()));
    }
    ObjectAccess named =
        new ObjectAccess(source.bucket(), source.key(), source.versionId(), principal, secure);
    BackendHead head = backend.call(named.request("HEAD"), 0).head();
    if (!head.isSuccess()) {
      throw missing(head, source, named);
    }
    StoredObject stored = StoredObject.of(head);
    if (stored.envelope() == null) {
      rules.requirePlaintextReadable(source.bucket(), source.key());
    }
    opener.requireFittingKey(stored.envelope(), customerKey);
    String version = stored.headers().first("x-amz-version-id");
    return new CopySourceObject(
        version == null ? named : named.of(source.key(), version), stored, customerKey);
  }

  /**
   * Refuses a source of which a condition does not hold.
   *
   * @throws S3Exception PreconditionFailed
   */
  void require(CopyConditions conditions, CopySourceObject source) {
    if (!conditions.isEmpty()) {
      conditions.require(
          lookup.shownETag(source.access(), source.stored()), source.stored().lastModified());
    }
  }

  /** Opens a sealed source; it is the caller's to close. */
  OpenedSource open(CopySourceObject source, Envelope envelope) {
    try {
      ObjectSecrets secrets =
          Waiting.forStage(opener.secrets(source.access(), envelope, source.customerKey()));
      try {
        return new OpenedSource(
            envelope,
            secrets,
            Waiting.forStage(opener.open(source.access(), source.stored(), envelope, secrets)));
      } catch (RuntimeException | Error failure) {
        secrets.close();
        throw failure;
      }
    } catch (S3Exception refused) {
      throw ofSource(refused, envelope);
    }
  }

  /** A wrong customer key is denied to a read, and invalid for a copy (seen on AWS). */
  private static S3Exception ofSource(S3Exception refused, Envelope envelope) {
    return refused.error() == S3Error.ACCESS_DENIED
            && envelope.fields().wrapping() instanceof Wrapping.SseC
        ? SseErrors.notTheOriginalKey()
        : refused;
  }

  private RuntimeException missing(BackendHead head, CopySource source, ObjectAccess named) {
    boolean marker = "true".equals(head.headers().first(DeleteMarker.HEADER));
    if (marker && source.versionId() != null) {
      return DeleteMarker.isCopySource();
    }
    if (head.status() != 404) {
      return BackendErrors.ofHead(head, named);
    }
    return marker
        ? NotFound.ofObject(named)
        : NotFound.of(named, backend.call(NotFound.lookAtBucket(source.bucket()), 0).head());
  }
}
