package io.sealgate.proxy.object;

import io.sealgate.auth.Principal;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.DataKey;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.keys.DataKeys;
import io.sealgate.proxy.keys.KeyUse;
import io.sealgate.proxy.keys.LeasedKeys;
import io.sealgate.s3.sse.ClientContext;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.EffectiveEncryption;
import io.sealgate.s3.sse.KmsContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The keys that a new envelope is sealed with, and what the envelope says of them. */
public final class SealingKeys {

  private final DataKeys dataKeys;
  private final KeyPolicy policy;

  /** Keys from there, as far as the policy allows. */
  public SealingKeys(DataKeys dataKeys, KeyPolicy policy) {
    this.dataKeys = dataKeys;
    this.policy = policy;
  }

  /**
   * Gets the keys and uses them. A customer key is erased afterwards.
   *
   * @param access the object to be, and for whom it is sealed
   * @param encryption how, not unsealed
   * @param plaintextBytes the object's length, which counts against a cached key's limit; 0 when it
   *     is not known
   * @param use gets the envelope's fields of keys, and borrows one key-encryption key for each
   *     layer, layer 0's first
   * @return what {@code use} makes of them; complete at once when the keys are at hand
   */
  public <T> CompletionStage<T> with(
      ObjectAccess access,
      EffectiveEncryption encryption,
      long plaintextBytes,
      BiFunction<Wrapping, List<KeyEncryptionKey>, T> use) {
    return switch (encryption) {
      case EffectiveEncryption.SseC(CustomerKey key) -> {
        try (key;
            KeyEncryptionKey wrappingKey = KeyEncryptionKey.owning(key.bytes().clone())) {
          yield CompletableFuture.completedFuture(
              use.apply(new Wrapping.SseC(), List.of(wrappingKey)));
        }
      }
      case EffectiveEncryption.SseS3 managed ->
          dataKeys
              .toSeal(serviceKey(access), plaintextBytes)
              .thenApply(leased -> used(access, encryption, leased, use));
      case EffectiveEncryption.SseKms single ->
          dataKeys
              .toSeal(key(access, single), plaintextBytes)
              .thenApply(leased -> used(access, encryption, leased, use));
      case EffectiveEncryption.DsseKms dual ->
          dataKeys
              .toSealTwice(key(access, dual), plaintextBytes)
              .thenApply(leased -> used(access, encryption, leased, use));
      case EffectiveEncryption.Unsealed unsealed ->
          throw new IllegalArgumentException("there is nothing to seal");
    };
  }

  private KeyUse serviceKey(ObjectAccess access) {
    return new KeyUse(
        policy.servicePrincipal(),
        policy.serviceKeyArn(),
        KmsContext.ofBucket(access.bucket(), ClientContext.NONE));
  }

  private static KeyUse key(ObjectAccess access, EffectiveEncryption.SseKms single) {
    return new KeyUse(
        access.principal(),
        single.keyId(),
        single.bucketKey()
            ? KmsContext.ofBucket(access.bucket(), single.context())
            : KmsContext.ofObject(access.bucket(), access.key(), single.context()));
  }

  private static KeyUse key(ObjectAccess access, EffectiveEncryption.DsseKms dual) {
    return new KeyUse(
        access.principal(),
        dual.keyId(),
        KmsContext.ofObject(access.bucket(), access.key(), dual.context()));
  }

  private <T> T used(
      ObjectAccess access,
      EffectiveEncryption encryption,
      LeasedKeys leased,
      BiFunction<Wrapping, List<KeyEncryptionKey>, T> use) {
    try (leased) {
      return use.apply(
          wrapping(access.principal(), encryption, leased), leased.keyEncryptionKeys());
    }
  }

  private Wrapping wrapping(
      Principal principal, EffectiveEncryption encryption, LeasedKeys leased) {
    DataKey first = leased.dataKey(0);
    return switch (encryption) {
      case EffectiveEncryption.SseS3 managed ->
          new Wrapping.SseS3(first.keyArn(), first.wrapped(), true);
      case EffectiveEncryption.SseKms single -> {
        policy.requireToSeal(principal, single.allowedKeys(), single.keyId(), first.keyArn());
        yield new Wrapping.SseKms(
            first.keyArn(), first.wrapped(), stored(single.context()), single.bucketKey());
      }
      case EffectiveEncryption.DsseKms dual -> {
        policy.requireToSeal(principal, dual.allowedKeys(), dual.keyId(), first.keyArn());
        yield new Wrapping.DsseKms(
            first.keyArn(), first.wrapped(), leased.dataKey(1).wrapped(), stored(dual.context()));
      }
      case EffectiveEncryption.SseC customer ->
          throw new IllegalArgumentException("KMS wraps no customer key");
      case EffectiveEncryption.Unsealed unsealed ->
          throw new IllegalArgumentException("KMS wraps nothing for it");
    };
  }

  private static @Nullable Bytes stored(ClientContext context) {
    return context.isEmpty() ? null : Bytes.copyOf(context.json());
  }
}
