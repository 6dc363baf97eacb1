package io.sealgate.proxy.operation.write;

import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.ObjectSecrets;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.object.EncryptionRules;
import io.sealgate.proxy.object.SealingKeys;
import io.sealgate.proxy.object.WritePreconditions;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.sealing.SealedMultipart;
import io.sealgate.proxy.sealing.SealedUpload;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.DigestsWanted;
import io.sealgate.s3.headers.UserMetadata;
import io.sealgate.s3.sse.AppliedEncryption;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.EffectiveEncryption;
import io.sealgate.s3.sse.SseHeaders;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What every operation that makes an object needs: the effective encryption, its keys and the
 * sealed form.
 */
public final class ObjectWrites {

  private final EncryptionRules rules;
  private final SseHeaders sseHeaders;
  private final SealingKeys keys;
  private final ObjectSealer sealer;
  private final WritePreconditions preconditions;
  private final @Nullable ChecksumAlgorithm defaultChecksum;

  /**
   * With these.
   *
   * @param defaultChecksum computed when the client sends none; null for none
   */
  public ObjectWrites(
      EncryptionRules rules,
      SseHeaders sseHeaders,
      SealingKeys keys,
      ObjectSealer sealer,
      WritePreconditions preconditions,
      @Nullable ChecksumAlgorithm defaultChecksum) {
    this.rules = rules;
    this.sseHeaders = sseHeaders;
    this.keys = keys;
    this.sealer = sealer;
    this.preconditions = preconditions;
    this.defaultChecksum = defaultChecksum;
  }

  /** Which encryption holds where. */
  public EncryptionRules rules() {
    return rules;
  }

  /** What reads the encryption headers of requests. */
  public SseHeaders sseHeaders() {
    return sseHeaders;
  }

  /** The conditions of writes as the backend can hold them. */
  public WritePreconditions preconditions() {
    return preconditions;
  }

  /** How the request's object will be stored. */
  public EffectiveEncryption encryption(Call call) {
    return rules.effective(call, sseHeaders.ofWrite(call.headers(), call.client().secure()));
  }

  /**
   * The digests of the body that Sealgate itself wants: for SSE-S3 the MD5, which is the ETag, and
   * of whatever is sealed a checksum. What is not sealed has nothing that would keep one.
   */
  public DigestsWanted digestsWanted(EffectiveEncryption encryption) {
    return new DigestsWanted(
        encryption instanceof EffectiveEncryption.Unsealed ? null : defaultChecksum,
        encryption instanceof EffectiveEncryption.SseS3 ? Set.of(ChecksumAlgorithm.MD5) : Set.of());
  }

  /** Whether objects get a checksum that nobody asked for. */
  public boolean checksumByDefault() {
    return defaultChecksum != null;
  }

  /** The mode of an object that is to be sealed. */
  public static Mode mode(EffectiveEncryption encryption) {
    return switch (encryption) {
      case EffectiveEncryption.SseS3 managed -> Mode.SSE_S3;
      case EffectiveEncryption.SseKms single -> Mode.SSE_KMS;
      case EffectiveEncryption.DsseKms dual -> Mode.DSSE_KMS;
      case EffectiveEncryption.SseC customer -> Mode.SSE_C;
      case EffectiveEncryption.Unsealed unsealed ->
          throw new IllegalArgumentException("what is not sealed has no mode");
    };
  }

  /**
   * Gets the keys, makes the envelope and goes on.
   *
   * @param object what is to be sealed
   * @param then gets the sealer, which it closes or puts into a plan that does
   */
  public Plan seal(NewObject object, Function<SealedUpload, Plan> then) {
    return new Plan.Await(sealing(object, then));
  }

  /**
   * Gets the keys and makes the envelope.
   *
   * @param object what is to be sealed
   * @param use gets the sealer, which it closes or puts into a plan that does
   * @return what {@code use} makes of it; complete at once when the keys are at hand
   */
  public <T> CompletionStage<T> sealing(NewObject object, Function<SealedUpload, T> use) {
    return keys.with(
        object.access(),
        object.encryption(),
        object.plaintextBytes(),
        (wrapping, keyEncryptionKeys) -> use.apply(sealed(object, wrapping, keyEncryptionKeys)));
  }

  /**
   * Gets the keys and makes the envelope of a multipart object, of which there are no parts yet.
   *
   * @param access the object to be
   * @param encryption how it is sealed
   * @return the envelope, and keys that the receiver closes
   */
  public CompletionStage<SealedMultipart> sealingMultipart(
      ObjectAccess access, EffectiveEncryption encryption) {
    return keys.with(
        access,
        encryption,
        0, // nobody knows yet how long it will be
        (wrapping, keyEncryptionKeys) ->
            sealer.sealMultipart(wrapping, access.location(), keyEncryptionKeys));
  }

  /**
   * Gets the keys and seals the secrets of a stored object anew, for a copy of its body.
   *
   * @param access the object to be
   * @param encryption how it is sealed: with as many layers as the source
   * @param source the secrets of what is copied, borrowed
   * @param body what its envelope says of its body
   * @param plaintextBytes its length
   */
  public CompletionStage<Envelope> resealing(
      ObjectAccess access,
      EffectiveEncryption encryption,
      ObjectSecrets source,
      BodyReference body,
      long plaintextBytes) {
    return keys.with(
        access,
        encryption,
        plaintextBytes,
        (wrapping, keyEncryptionKeys) ->
            sealer.reseal(source, body, wrapping, access.location(), keyEncryptionKeys));
  }

  /** What the answer says of a sealed object. */
  public AppliedEncryption applied(EffectiveEncryption encryption, Envelope envelope) {
    return switch (envelope.fields().wrapping()) {
      case Wrapping.SseS3 managed -> new AppliedEncryption.SseS3();
      case Wrapping.SseKms single ->
          new AppliedEncryption.SseKms(single.keyArn(), single.bucketKey());
      case Wrapping.DsseKms dual -> new AppliedEncryption.DsseKms(dual.keyArn());
      case Wrapping.SseC customer ->
          encryption instanceof EffectiveEncryption.SseC(CustomerKey key)
              ? new AppliedEncryption.SseC(key.md5())
              : new AppliedEncryption.Unsealed();
    };
  }

  private SealedUpload sealed(
      NewObject object, Wrapping wrapping, List<KeyEncryptionKey> keyEncryptionKeys) {
    Digests known = object.knownDigests();
    SealedUpload upload =
        known == null
            ? sealer.seal(
                wrapping,
                object.access().location(),
                keyEncryptionKeys,
                object.plaintextBytes(),
                object.digests())
            : sealer.seal(
                wrapping,
                object.access().location(),
                keyEncryptionKeys,
                object.plaintextBytes(),
                known);
    try {
      UserMetadata.requireRoomForEnvelope(object.metadata(), upload.envelope().entry().length());
      return upload;
    } catch (S3Exception tooLarge) {
      upload.sealer().close();
      throw tooLarge;
    }
  }
}
