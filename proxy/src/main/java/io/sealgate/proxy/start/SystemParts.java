package io.sealgate.proxy.start;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.document.DocumentSealer;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.admin.Readiness;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BodyChecksums;
import io.sealgate.proxy.capability.BackendCapabilities;
import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.CapabilityProbe;
import io.sealgate.proxy.capability.ProbedCapabilities;
import io.sealgate.proxy.capability.Support;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.system.Documents;
import io.sealgate.proxy.system.MultipartState;
import io.sealgate.proxy.system.SystemBucket;
import io.sealgate.proxy.system.SystemBucketSetup;
import io.sealgate.proxy.system.SystemBucketSetup.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What replicas share, in the system bucket; and what the backend is able to do. */
final class SystemParts {

  private static final Logger LOG = LoggerFactory.getLogger(SystemParts.class);

  /** A backend that answers at all does so by then; one that does not is waited for behind. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final SystemBucketSetup setup;
  private final ProbedCapabilities capabilities;
  private final MultipartState multipart;
  private volatile boolean present;

  private SystemParts(
      SystemBucketSetup setup, ProbedCapabilities capabilities, MultipartState multipart) {
    this.setup = setup;
    this.capabilities = capabilities;
    this.multipart = multipart;
  }

  static SystemParts of(
      Config config, KeyParts keys, AesGcm aesGcm, BackendCalls backend, Executor workers) {
    RandomBytes random = RandomBytes.secure();
    InstantSource clock = InstantSource.system();
    String name = config.backend().systemBucket();
    SystemBucket bucket = new SystemBucket(backend, name);
    Documents documents =
        new Documents(
            new DocumentSealer(aesGcm, random),
            keys.dataKeys(),
            keys.arns(),
            Identities.SERVICE,
            config.encryption().serviceKey(),
            name);
    return new SystemParts(
        new SystemBucketSetup(backend, name, config.backend().region()),
        new ProbedCapabilities(
            new CapabilityProbe(bucket, backend, random, clock, workers)::run, clock, workers),
        MultipartState.of(bucket, documents, aesGcm, random, backend, workers));
  }

  /**
   * Makes the bucket where it is missing, and has the backend probed. A backend that is down does
   * not stop the start: the server is not ready until it is there.
   *
   * @throws StartException when the backend refuses the bucket
   */
  void start(Executor workers) {
    State state =
        CompletableFuture.supplyAsync(this::ensure, workers)
            .completeOnTimeout(
                new State.Unknown("the backend takes long to answer"),
                PATIENCE.toMillis(),
                TimeUnit.MILLISECONDS)
            .join();
    switch (state) {
      case State.Present _ -> awaitProbe();
      case State.Missing _ -> LOG.warn("the system bucket is missing");
      case State.Unknown unknown -> LOG.warn("not ready yet: {}", unknown.sentence());
      case State.Refused refused -> throw new StartException(refused.sentence());
    }
  }

  /** Ready means: the system bucket is there; looked for until it is. */
  Readiness.State check() {
    return switch (present ? new State.Present() : ensure()) {
      case State.Present _ -> new Readiness.Ready();
      case State.Missing _ -> new Readiness.NotReady("the system bucket is missing");
      case State.Unknown unknown -> new Readiness.NotReady(unknown.sentence());
      case State.Refused refused -> new Readiness.NotReady(refused.sentence());
    };
  }

  ProbedCapabilities capabilities() {
    return capabilities;
  }

  /**
   * Which bodies the backend was seen to hold against a checksum behind them. Parts go without:
   * some stores then want the checksums listed when the upload is completed.
   */
  BodyChecksums bodyChecksums() {
    return capabilities
        .known()
        .filter(known -> known.works(Capability.TRAILING_CHECKSUM))
        .map(known -> BodyChecksums.OBJECTS)
        .orElse(BodyChecksums.NONE);
  }

  MultipartState multipart() {
    return multipart;
  }

  private State ensure() {
    State state = setup.ensure();
    if (state instanceof State.Present && !present) {
      present = true;
      capabilities
          .capabilities()
          .whenComplete((found, failure) -> {
            if (failure == null) {
              logged(found);
            }
          });
    }
    return state;
  }

  /** Waits for a moment: from the first request on, it is better to know. */
  private void awaitProbe() {
    capabilities
        .capabilities()
        .toCompletableFuture()
        .handle((found, failure) -> true)
        .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private static void logged(BackendCapabilities found) {
    StringJoiner missing = new StringJoiner(", ");
    found
        .supports()
        .forEach((capability, support) -> {
          if (support != Support.WORKS) {
            missing.add(capability.description() + ": " + support);
          }
        });
    LOG.info("the backend does all that it was asked for, except for [{}]", missing);
  }
}
