package io.sealgate.proxy.operation.read;

import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.object.ObjectFacts;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.sealing.OpenedMultipart;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.sealing.OpenedSinglePart;
import io.sealgate.s3.body.ObjectDigests;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The digests that answers show: what is known already, else what the end of the stored body says.
 */
final class DigestReads {

  private final ObjectFacts facts;
  private final TailGuess guess;

  DigestReads(ObjectFacts facts, TailGuess guess) {
    this.facts = facts;
    this.guess = guess;
  }

  /**
   * The request to make along with that for the object itself.
   *
   * @param checksum whether the answer shows the checksum
   * @return null when the object's end will probably not be needed
   */
  @Nullable BackendRequest along(ObjectAccess access, boolean checksum) {
    return guess.isNeeded(access, checksum) ? ObjectFacts.probableTail(access) : null;
  }

  /**
   * Goes on with the digests of the plaintext, if the answer needs them: of SSE-S3 always, whose
   * ETag is the MD5.
   *
   * @param opened closed when {@code then} has returned
   * @param checksum whether the answer shows the checksum
   * @param tail what {@link #along} brought; null when nothing
   */
  Plan with(
      ObjectAccess access,
      StoredObject object,
      Envelope envelope,
      OpenedObject opened,
      boolean checksum,
      @Nullable BackendResponse tail,
      Function<Optional<ObjectDigests>, Plan> then) {
    boolean needed =
        checksum
            || envelope.fields().mode() == Mode.SSE_S3
            || opened instanceof OpenedMultipart; // whose record has told them already
    guess.learn(
        access,
        checksum,
        needed && opened instanceof OpenedSinglePart single && single.hasFactsLast());
    Optional<ObjectDigests> known =
        needed ? known(access, object, envelope, opened, tail) : Optional.empty();
    if (needed && known.isEmpty()) {
      return new Plan.Fetch(
              facts.tail(access, object, opened),
              response -> {
                try (opened) {
                  return then.apply(
                      Optional.of(facts.learn(access, object, envelope, opened, response)));
                }
              })
          .holding(opened::close);
    }
    try (opened) {
      return then.apply(known);
    }
  }

  private Optional<ObjectDigests> known(
      ObjectAccess access,
      StoredObject object,
      Envelope envelope,
      OpenedObject opened,
      @Nullable BackendResponse tail) {
    try {
      Optional<ObjectDigests> known = facts.known(access, object, envelope, opened);
      return known.isPresent() || tail == null
          ? known
          : facts.learnProbable(access, object, envelope, opened, tail);
    } catch (RuntimeException failure) {
      opened.close();
      throw failure;
    }
  }
}
