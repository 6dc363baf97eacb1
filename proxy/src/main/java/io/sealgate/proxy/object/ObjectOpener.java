package io.sealgate.proxy.object;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.SseErrors;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens the envelopes of stored objects. */
public final class ObjectOpener {

  private final OpeningKeys openingKeys;
  private final ObjectSealer sealer;

  public ObjectOpener(OpeningKeys openingKeys, ObjectSealer sealer) {
    this.openingKeys = openingKeys;
    this.sealer = sealer;
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
    return openingKeys.with(
        access, envelope, customerKey, keys -> openWith(access, object, envelope, keys));
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

  private OpenedObject openWith(
      ObjectAccess access, StoredObject object, Envelope envelope, List<KeyEncryptionKey> keys) {
    try {
      return sealer.open(envelope, access.location(), keys, object.storedBytes());
    } catch (IntegrityException wrongKeyOrDamage) {
      if (envelope.fields().wrapping() instanceof Wrapping.SseC) {
        throw SseErrors.wrongCustomerKey(); // the two look alike, on purpose
      }
      throw wrongKeyOrDamage;
    }
  }
}
