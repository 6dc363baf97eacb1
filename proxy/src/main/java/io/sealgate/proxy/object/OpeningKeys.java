package io.sealgate.proxy.object;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.keys.DataKeys;
import io.sealgate.proxy.keys.KeyUse;
import io.sealgate.s3.sse.ClientContext;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.KmsContext;
import io.sealgate.s3.sse.SseErrors;
import io.sealgate.s3.sse.SseHeaders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys that open an envelope: which key it names, whether that may be used here, and where it
 * comes from.
 */
public final class OpeningKeys {

  private final DataKeys dataKeys;
  private final KeyPolicy policy;
  private final SseHeaders sseHeaders;

  /** Keys from there, as far as the policy allows. */
  public OpeningKeys(DataKeys dataKeys, KeyPolicy policy, SseHeaders sseHeaders) {
    this.dataKeys = dataKeys;
    this.policy = policy;
    this.sseHeaders = sseHeaders;
  }

  /**
   * Gets the keys and uses them.
   *
   * @param access the envelope's object, and for whom it is opened
   * @param envelope what is to be opened
   * @param customerKey the key that came with the request; borrowed
   * @param use borrows one key-encryption key for each layer, layer 0's first
   * @return what {@code use} makes of them; complete at once when the keys are at hand
   * @throws io.sealgate.s3.S3Exception when the envelope needs a customer key and there is none, or
   *     the other way round, or its KMS key may not be used here
   */
  public <T> CompletionStage<T> with(
      ObjectAccess access,
      Envelope envelope,
      @Nullable CustomerKey customerKey,
      Function<List<KeyEncryptionKey>, T> use) {
    return switch (envelope.fields().wrapping()) {
      case Wrapping.SseC customer -> {
        if (customerKey == null) {
          throw SseErrors.customerKeyNeeded();
        }
        try (KeyEncryptionKey key = KeyEncryptionKey.owning(customerKey.bytes().clone())) {
          yield CompletableFuture.completedFuture(use.apply(List.of(key)));
        }
      }
      case Wrapping.Kms kms -> {
        if (customerKey != null) {
          throw SseErrors.customerKeyNotApplicable();
        }
        yield dataKeys
            .toOpen(keyUse(access, kms), wrappedKeys(kms), Reason.ENVELOPE)
            .thenApply(leased -> {
              try (leased) {
                return use.apply(leased.keyEncryptionKeys());
              }
            });
      }
    };
  }

  private KeyUse keyUse(ObjectAccess access, Wrapping.Kms kms) {
    return switch (kms) {
      case Wrapping.SseS3 managed -> {
        policy.requireServiceKey(managed.keyArn());
        yield new KeyUse(
            policy.servicePrincipal(),
            managed.keyArn(),
            context(access, null, managed.bucketKey()));
      }
      case Wrapping.SseKms single -> {
        sseHeaders.requireSecureForKms(access.secure());
        policy.requireToOpen(access, single.keyArn());
        yield new KeyUse(
            access.principal(),
            single.keyArn(),
            context(access, single.context(), single.bucketKey()));
      }
      case Wrapping.DsseKms dual -> {
        sseHeaders.requireSecureForKms(access.secure());
        policy.requireToOpen(access, dual.keyArn());
        yield new KeyUse(access.principal(), dual.keyArn(), context(access, dual.context(), false));
      }
    };
  }

  private static Map<String, String> context(
      ObjectAccess access, @Nullable Bytes clientContext, boolean bucketKey) {
    ClientContext pairs =
        clientContext == null ? ClientContext.NONE : ClientContext.ofJson(clientContext.toArray());
    return bucketKey
        ? KmsContext.ofBucket(access.bucket(), pairs)
        : KmsContext.ofObject(access.bucket(), access.key(), pairs);
  }

  private static List<Bytes> wrappedKeys(Wrapping.Kms kms) {
    return switch (kms) {
      case Wrapping.SseS3 managed -> List.of(managed.wrappedKey());
      case Wrapping.SseKms single -> List.of(single.wrappedKey());
      case Wrapping.DsseKms dual -> List.of(dual.innerWrappedKey(), dual.outerWrappedKey());
    };
  }
}
