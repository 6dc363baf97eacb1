package io.sealgate.proxy.object;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.ObjectSecrets;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.sealing.UnpinnedMultipart;
import io.sealgate.proxy.system.CompletionRecords;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.SseErrors;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the envelopes of stored objects. */
public final class ObjectOpener {

  private final OpeningKeys openingKeys;
  private final ObjectSealer sealer;
  private final CompletionRecords records;

  /** Opens what that sealer sealed, with keys and records from there. */
  public ObjectOpener(OpeningKeys openingKeys, ObjectSealer sealer, CompletionRecords records) {
    this.openingKeys = openingKeys;
    this.sealer = sealer;
    this.records = records;
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
    return openPinnedBy(
        access, object, envelope, customerKey, unpinned -> pin(access, object, envelope, unpinned));
  }

  /**
   * Opens an object whose parts may be pinned by something else than its completion record.
   *
   * @param pinning pins the parts of a multipart object, which it closes when that fails
   */
  CompletionStage<OpenedObject> openPinnedBy(
      ObjectAccess access,
      StoredObject object,
      Envelope envelope,
      @Nullable CustomerKey customerKey,
      Function<UnpinnedMultipart, CompletionStage<OpenedObject>> pinning) {
    if (envelope.fields().body() instanceof BodyReference.SinglePart) {
      object.singleExtent(envelope); // refuses what cannot be opened before any key is asked for
    }
    return secrets(access, envelope, customerKey)
        .thenCompose(secrets -> {
          try (secrets) {
            return open(object, envelope, secrets, pinning);
          }
        });
  }

  /**
   * The secrets of an object; they are the caller's to close. Complete at once when the key is at
   * hand.
   *
   * @param customerKey the key that came with the request; borrowed
   */
  public CompletionStage<ObjectSecrets> secrets(
      ObjectAccess access, Envelope envelope, @Nullable CustomerKey customerKey) {
    return openingKeys.with(
        access,
        envelope,
        customerKey,
        keys -> verified(envelope, () -> sealer.secrets(envelope, access.location(), keys)));
  }

  /**
   * Opens an object whose secrets are at hand; it is the caller's to close.
   *
   * @param secrets of the object, borrowed for the call
   */
  public CompletionStage<OpenedObject> open(
      ObjectAccess access, StoredObject object, Envelope envelope, ObjectSecrets secrets) {
    return open(object, envelope, secrets, unpinned -> pin(access, object, envelope, unpinned));
  }

  private CompletionStage<OpenedObject> open(
      StoredObject object,
      Envelope envelope,
      ObjectSecrets secrets,
      Function<UnpinnedMultipart, CompletionStage<OpenedObject>> pinning) {
    return switch (envelope.fields().body()) {
      case BodyReference.SinglePart single ->
          CompletableFuture.completedFuture(
              verified(envelope, () -> sealer.open(secrets, single, object.storedBytes())));
      case BodyReference.Multipart multipart -> pinning.apply(sealer.open(secrets, multipart));
    };
  }

  /**
   * How long the client's object is, as far as that can be told without its key: for HEAD and
   * listings, which need none on AWS. Never serves a GET.
   */
  public CompletionStage<ObjectExtent> claimedExtent(
      ObjectAccess access, StoredObject object, Envelope envelope) {
    return switch (envelope.fields().body()) {
      case BodyReference.SinglePart single ->
          CompletableFuture.completedFuture(object.singleExtent(envelope));
      case BodyReference.Multipart multipart ->
          records
              .readingLayout(object.multipart(access.bucket(), access.key(), envelope))
              .thenApply(record ->
                  new ObjectExtent.Multipart(
                      new ObjectLayout(record, envelope.fields().mode().layerCount())));
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

  private CompletionStage<OpenedObject> pin(
      ObjectAccess access, StoredObject object, Envelope envelope, UnpinnedMultipart unpinned) {
    return records
        .opening(object.multipart(access.bucket(), access.key(), envelope), unpinned.recordKeys())
        .<OpenedObject>thenApply(unpinned::pinned)
        .whenComplete((opened, failure) -> {
          if (failure != null) {
            unpinned.close();
          }
        });
  }

  private static <T> T verified(Envelope envelope, Supplier<T> opening) {
    try {
      return opening.get();
    } catch (IntegrityException wrongKeyOrDamage) {
      if (envelope.fields().wrapping() instanceof Wrapping.SseC) {
        throw SseErrors.wrongCustomerKey(); // the two look alike, on purpose
      }
      throw wrongKeyOrDamage;
    }
  }
}
