package io.sealgate.proxy.object;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.keys.DataKeys;
import io.sealgate.proxy.keys.KeyUse;
import io.sealgate.proxy.keys.LeasedKeys;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.sealing.OpenedObject;
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
 * Opens the envelopes of stored objects: finds out which key, whether it may be used here, gets it
 * and opens the seal.
 */
public final class ObjectOpener {

  private final DataKeys dataKeys;
  private final ObjectSealer sealer;
  private final KeyPolicy policy;
  private final SseHeaders sseHeaders;

  public ObjectOpener(
      DataKeys dataKeys, ObjectSealer sealer, KeyPolicy policy, SseHeaders sseHeaders) {
    this.dataKeys = dataKeys;
    this.sealer = sealer;
    this.policy = policy;
    this.sseHeaders = sseHeaders;
  }

  /**
   * Opens an object and goes on.
   *
   * @param customerKey the key that came with the request; borrowed
   * @param then gets the opened object, and closes it
   */
  public Plan open(
      ObjectAccess access,
      StoredObject object,
      Envelope envelope,
      @Nullable CustomerKey customerKey,
      Function<OpenedObject, Plan> then) {
    return new Plan.Await(open(access, object, envelope, customerKey).thenApply(then));
  }

  /** Opens an object; it is the caller's to close. Complete at once when the key is at hand. */
  public CompletionStage<OpenedObject> open(
      ObjectAccess access,
      StoredObject object,
      Envelope envelope,
      @Nullable CustomerKey customerKey) {
    object.layout(envelope); // refuses what cannot be opened before any key is asked for
    return switch (envelope.fields().wrapping()) {
      case Wrapping.SseC customer ->
          CompletableFuture.completedFuture(openWith(access, object, envelope, customerKey));
      case Wrapping.Kms kms -> {
        if (customerKey != null) {
          throw SseErrors.customerKeyNotApplicable();
        }
        yield openUnderKms(access, object, envelope, kms);
      }
    };
  }

  /**
   * Refuses customer keys where they do not belong, and their absence where they do, without
   * opening anything.
   */
  public void requireFittingKey(@Nullable Envelope envelope, @Nullable CustomerKey customerKey) {
    boolean needed = envelope != null && envelope.fields().wrapping() instanceof Wrapping.SseC;
    if (needed && customerKey == null) {
      throw SseErrors.customerKeyNeeded();
    }
    if (!needed && customerKey != null) {
      throw SseErrors.customerKeyNotApplicable();
    }
  }

  private CompletionStage<OpenedObject> openUnderKms(
      ObjectAccess access, StoredObject object, Envelope envelope, Wrapping.Kms kms) {
    KeyUse use =
        switch (kms) {
          case Wrapping.SseS3 managed -> {
            policy.requireServiceKey(managed.keyArn());
            yield new KeyUse(
                policy.servicePrincipal(),
                managed.keyArn(),
                context(access, null, managed.bucketKey()));
          }
          case Wrapping.SseKms single -> {
            sseHeaders.requireSecureForKms(access.secure());
            policy.requireAllowed(access.bucket(), access.key(), single.keyArn());
            yield new KeyUse(
                access.principal(),
                single.keyArn(),
                context(access, single.context(), single.bucketKey()));
          }
          case Wrapping.DsseKms dual -> {
            sseHeaders.requireSecureForKms(access.secure());
            policy.requireAllowed(access.bucket(), access.key(), dual.keyArn());
            yield new KeyUse(
                access.principal(), dual.keyArn(), context(access, dual.context(), false));
          }
        };
    return dataKeys
        .toOpen(use, wrappedKeys(kms))
        .thenApply(leased -> openWith(access, object, envelope, leased));
  }

  private OpenedObject openWith(
      ObjectAccess access, StoredObject object, Envelope envelope, LeasedKeys leased) {
    try (leased) {
      return sealer.open(
          envelope, access.location(), leased.keyEncryptionKeys(), object.storedBytes());
    }
  }

  private OpenedObject openWith(
      ObjectAccess access,
      StoredObject object,
      Envelope envelope,
      @Nullable CustomerKey customerKey) {
    if (customerKey == null) {
      throw SseErrors.customerKeyNeeded();
    }
    try (KeyEncryptionKey key = KeyEncryptionKey.owning(customerKey.bytes().clone())) {
      return sealer.open(envelope, access.location(), List.of(key), object.storedBytes());
    } catch (IntegrityException wrongKeyOrDamage) {
      throw SseErrors.wrongCustomerKey(); // the two look alike, on purpose
    }
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
