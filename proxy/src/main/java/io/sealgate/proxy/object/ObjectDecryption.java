package io.sealgate.proxy.object;

import io.sealgate.auth.Principal;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.config.EncryptionConfig;
import io.sealgate.proxy.keys.DataKeys;
import io.sealgate.proxy.keys.KeyArns;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.system.CompletionRecords;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.SseHeaders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Opens stored objects for the operator, without a running proxy. */
public final class ObjectDecryption {

  /** How much of a body is read with one request. */
  private static final int PIECE_BYTES = 4 * 1024 * 1024;

  private final ObjectOpener opener;
  private final BackendCalls backend;
  private final ObjectRecovery recovery;
  private final Principal servicePrincipal;
  private final List<Principal> principals;

  /**
   * The objects of that backend.
   *
   * @param config which keys may open objects where
   * @param servicePrincipal for whom the service key is used
   * @param principals for whom keys are asked for, one for each account
   */
  public ObjectDecryption(
      EncryptionConfig config,
      DataKeys dataKeys,
      KeyArns arns,
      ObjectSealer sealer,
      CompletionRecords records,
      BackendCalls backend,
      Principal servicePrincipal,
      Collection<Principal> principals) {
    EncryptionRules rules = new EncryptionRules(config);
    KeyPolicy policy = new KeyPolicy(rules, arns, servicePrincipal, config.serviceKey());
    this.opener =
        new ObjectOpener(new OpeningKeys(dataKeys, policy, new SseHeaders(false)), sealer, records);
    this.backend = backend;
    this.recovery = new ObjectRecovery(backend);
    this.servicePrincipal = servicePrincipal;
    this.principals = List.copyOf(principals);
  }

  /**
   * Writes the object's plaintext, frame by frame as it is verified.
   *
   * @param versionId which version; null for the current one
   * @param recover whether a multipart object is read by what its parts say of themselves, because
   *     its completion record is lost
   * @param customerKey for SSE-C; else null
   * @throws S3Exception when there is no such object or its key cannot be had
   * @throws io.sealgate.crypto.IntegrityException when it does not verify; what was written is
   *     authentic
   * @throws IOException when {@code plaintext} fails
   */
  public void decrypt(
      String bucket,
      String key,
      @Nullable String versionId,
      boolean recover,
      @Nullable CustomerKey customerKey,
      OutputStream plaintext)
      throws IOException {
    StoredObject object = ObjectInspection.head(backend, bucket, key, versionId);
    Envelope envelope = object.envelope();
    if (envelope == null) {
      throw new S3Exception(S3Error.INVALID_REQUEST, "The object is not sealed.");
    }
    ObjectAccess access = new ObjectAccess(bucket, key, versionId, principal(envelope), true);
    try (OpenedObject opened = open(access, object, envelope, recover, customerKey);
        Transform body = opened.whole()) {
      for (long offset = 0; offset < object.storedBytes(); offset += PIECE_BYTES) {
        long bytes = Math.min(PIECE_BYTES, object.storedBytes() - offset);
        byte[] piece = read(access, object, new Span(offset, bytes));
        ByteBuffer out = ByteBuffer.allocate(body.outputBound(piece.length));
        body.update(ByteBuffer.wrap(piece), out);
        plaintext.write(out.array(), 0, out.position());
      }
      ByteBuffer end = ByteBuffer.allocate(body.outputBound(0));
      body.finish(end);
      plaintext.write(end.array(), 0, end.position());
    }
  }

  private OpenedObject open(
      ObjectAccess access,
      StoredObject object,
      Envelope envelope,
      boolean recover,
      @Nullable CustomerKey customerKey) {
    return Waiting.forStage(
        recover
            ? opener.openPinnedBy(
                access,
                object,
                envelope,
                customerKey,
                unpinned ->
                    CompletableFuture.completedFuture(recovery.recover(access, object, unpinned)))
            : opener.open(access, object, envelope, customerKey));
  }

  /**
   * The principal of the account that the KMS key belongs to: keys open for their own account only.
   */
  private Principal principal(Envelope envelope) {
    if (envelope.fields().wrapping() instanceof Wrapping.Kms kms) {
      for (Principal principal : principals) {
        if (kms.keyArn().contains(":" + principal.accountId() + ":")) {
          return principal;
        }
      }
    }
    return servicePrincipal;
  }

  private byte[] read(ObjectAccess access, StoredObject object, Span span) {
    BackendResponse response = backend.call(access.read(span, object.backendETag()), PIECE_BYTES);
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response);
    }
    return response.body();
  }
}
