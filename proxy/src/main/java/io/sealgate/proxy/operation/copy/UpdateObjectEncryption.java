package io.sealgate.proxy.operation.copy;

import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.call.RequestDocument;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.body.PayloadCheck;
import io.sealgate.s3.copy.CopyDirectives;
import io.sealgate.s3.copy.CopyDirectives.Directive;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.headers.ObjectMetadata;
import io.sealgate.s3.route.CopySource;
import io.sealgate.s3.sse.EffectiveEncryption;
import io.sealgate.s3.sse.EncryptionUpdate;
import io.sealgate.s3.write.WriteCondition;
import io.sealgate.s3.xml.ObjectEncryption;
import org.jspecify.annotations.Nullable;

/**
 * One UpdateObjectEncryption: the object is copied onto itself, with its secret sealed anew. No
 * byte of its body moves.
 */
public final class UpdateObjectEncryption {

  private final Copies copies;
  private final Call call;
  private final ObjectAccess current;
  private final @Nullable String versionId;

  /** The operation that the call asks for. */
  public UpdateObjectEncryption(Copies copies, Call call) {
    this.copies = copies;
    this.call = call;
    ObjectAccess named = call.access();
    this.versionId = named.versionId();
    this.current = named.of(named.key(), null);
  }

  /** The first step. */
  public Plan plan() {
    PayloadCheck.requireChecksum(call.headers());
    return RequestDocument.receive(
        call,
        ObjectEncryption.LIMIT_BYTES,
        document -> {
          EffectiveEncryption encryption = asked(ObjectEncryption.parse(document));
          return copies.procedures().plan(() -> update(encryption));
        });
  }

  private EffectiveEncryption asked(ObjectEncryption document) {
    copies.writes().sseHeaders().requireSecureForKms(current.secure());
    return copies
        .writes()
        .rules()
        .effective(call, EncryptionUpdate.requested(document.kmsKeyArn(), document.bucketKey()));
  }

  private Plan update(EffectiveEncryption encryption) {
    CopySourceObject object = current();
    Envelope envelope = object.envelope();
    EncryptionUpdate.requirePossible(envelope == null ? null : envelope.fields().wrapping());
    if (envelope == null) {
      throw new IllegalStateException("what is not sealed has been refused");
    }
    try (OpenedSource opened = copies.sources().open(object, envelope)) {
      ObjectDigests digests =
          copies.lookup().digests(object.access(), object.stored(), envelope, opened.object());
      NewCopy copy = copies.resealed().copy(object, opened, encryption, digests, unchanged(object));
      return new Plan.Answer(
          new S3Response(
              200, AnswerHeaders.passed(call.s3().operation(), copy.copied().headers())));
    }
  }

  /**
   * The object as it is now, pinned by its ETag alone: a copy of an older version would become the
   * current one.
   *
   * @throws S3Exception NotImplemented when another version is named
   */
  private CopySourceObject current() {
    CopySourceObject found =
        copies
            .sources()
            .find(
                new CopySource(current.bucket(), current.key(), versionId),
                current.principal(),
                current.secure(),
                null);
    if (versionId != null) {
      String version =
          copies
              .lookup()
              .find(current)
              .map(StoredObject::headers)
              .map(headers -> headers.first("x-amz-version-id"))
              .orElse("null");
      if (!version.equals(versionId)) {
        throw new S3Exception(
            S3Error.NOT_IMPLEMENTED,
            "The encryption of a version that is not the current one cannot be updated.");
      }
    }
    return new CopySourceObject(current, found.stored(), null);
  }

  /** Everything about the object stays as it is, and it must be the one that was opened. */
  private CopyTarget unchanged(CopySourceObject object) {
    return new CopyTarget(
        current,
        ObjectMetadata.everythingIn(object.stored().headers()),
        new CopyDirectives(Directive.COPY, Directive.COPY),
        new WriteCondition.None(),
        Waiting.forStage(
            copies
                .writes()
                .preconditions()
                .unchanged(object.stored(), copies.backendCopy().writeOf(object, current))));
  }
}
