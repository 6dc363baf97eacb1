package io.sealgate.proxy.operation.copy;

import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.object.EncryptionRules;
import io.sealgate.proxy.operation.write.ObjectWrites;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.copy.CopyConditions;
import io.sealgate.s3.copy.CopyDirectives;
import io.sealgate.s3.multipart.ChecksumHeaders;
import io.sealgate.s3.route.CopySource;
import io.sealgate.s3.sse.CopyKeys;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.EffectiveEncryption;
import io.sealgate.s3.sse.RequestedEncryption;
import io.sealgate.s3.write.WriteCondition;
import org.jspecify.annotations.Nullable;

/**
 * What a CopyObject asks for. It holds the customer's keys of both ends until it is closed.
 *
 * @param call as it came
 * @param source what is to be copied
 * @param sourceKey the key that came for it, null when none did
 * @param sourceConditions what is demanded of it
 * @param directives whose metadata and tags the copy gets
 * @param encryption how the copy is stored
 * @param condition what is demanded of the object that the copy replaces
 * @param checksum which one the copy is to have, null for the source's
 */
record CopyRequest(
    Call call,
    CopySource source,
    @Nullable CustomerKey sourceKey,
    CopyConditions sourceConditions,
    CopyDirectives directives,
    EffectiveEncryption encryption,
    WriteCondition condition,
    @Nullable ChecksumAlgorithm checksum)
    implements AutoCloseable {

  /**
   * Reads the head of a CopyObject.
   *
   * @throws S3Exception when it is refused without a look at the source
   */
  static CopyRequest of(Call call, ObjectWrites writes) {
    CopySource source = CopySource.of(call.headers());
    CopyDirectives directives = CopyDirectives.of(call.headers());
    CopyConditions sourceConditions = CopyConditions.of(call.headers());
    WriteCondition condition = WriteCondition.of(call.headers());
    ChecksumKind checksum = ChecksumHeaders.of(call.headers());
    CopyKeys<RequestedEncryption> keys =
        CopyKeys.ofObject(writes.sseHeaders(), call.headers(), call.client().secure());
    EncryptionRules rules = writes.rules();
    try {
      directives.requireChange(call.s3(), source, rules.isConfigured(call.bucket(), call.key()));
      return new CopyRequest(
          call,
          source,
          keys.source().orElse(null),
          sourceConditions,
          directives,
          rules.effective(call, keys.target()),
          condition,
          checksum == null ? null : checksum.algorithm());
    } catch (S3Exception refused) {
      keys.source().ifPresent(CustomerKey::close);
      if (keys.target() instanceof CustomerKey key) {
        key.close();
      }
      throw refused;
    }
  }

  /** Whether the copy is stored as the backend gets it. */
  boolean isUnsealed() {
    return encryption instanceof EffectiveEncryption.Unsealed;
  }

  @Override
  public void close() {
    if (sourceKey != null) {
      sourceKey.close();
    }
    if (encryption instanceof EffectiveEncryption.SseC(CustomerKey key)) {
      key.close();
    }
  }
}
