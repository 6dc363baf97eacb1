package io.sealgate.proxy.capability;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.system.SystemBucket;
import io.sealgate.s3.S3Exception;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a backend does, by asking it to, in the system bucket. Everything is asked at the
 * same time, and nothing is left behind.
 */
public final class CapabilityProbe {

  private static final Logger LOG = LoggerFactory.getLogger(CapabilityProbe.class);

  private final SystemBucket bucket;
  private final BackendCalls backend;
  private final RandomBytes random;
  private final InstantSource clock;
  private final Executor workers;

  /**
   * A probe of a backend.
   *
   * @param bucket where it writes
   * @param random makes names that no other probe has
   * @param clock tells when what another probe has left is old
   * @param workers where the backend is waited for
   */
  public CapabilityProbe(
      SystemBucket bucket,
      BackendCalls backend,
      RandomBytes random,
      InstantSource clock,
      Executor workers) {
    this.bucket = bucket;
    this.backend = backend;
    this.random = random;
    this.clock = clock;
    this.workers = workers;
  }

  /**
   * Asks for everything; blocks.
   *
   * @throws BackendException when nothing could be told, as of a backend that is down
   */
  public BackendCapabilities run() {
    ProbeFolder folder = new ProbeFolder(bucket, backend, clock.instant(), random);
    try {
      BackendCapabilities found = new BackendCapabilities(ask(folder));
      if (found.supports().values().stream().allMatch(Support.UNKNOWN::equals)) {
        throw new BackendException("the backend's capabilities cannot be told");
      }
      return found;
    } finally {
      clean(folder);
    }
  }

  private Map<Capability, Support> ask(ProbeFolder folder) {
    ConditionProbes conditions = new ConditionProbes(folder);
    UploadProbes uploads = new UploadProbes(folder);
    ContentProbes content = new ContentProbes(folder);
    Map<Capability, CompletableFuture<Support>> asked = new EnumMap<>(Capability.class);
    for (Capability capability : Capability.values()) {
      asked.put(
          capability,
          start(
              capability,
              switch (capability) {
                case CREATE_ONLY_PUT -> conditions::createOnlyPut;
                case MATCHING_PUT -> conditions::matchingPut;
                case CREATE_ONLY_COMPLETE -> uploads::createOnlyComplete;
                case MATCHING_COMPLETE -> uploads::matchingComplete;
                case MATCHING_COPY_SOURCE -> conditions::matchingCopySource;
                case CREATE_ONLY_COPY -> conditions::createOnlyCopy;
                case MATCHING_COPY -> conditions::matchingCopy;
                case MATCHING_DELETE -> conditions::matchingDelete;
                case TRAILING_CHECKSUM -> content::trailingChecksum;
                case METADATA_LISTING -> content::metadataListing;
                case METADATA_VERSION_LISTING -> content::metadataVersionListing;
                case VERSION_LISTING -> content::versionListing;
                case PART_HEAD -> uploads::partHead;
                case OBJECT_PARTS -> uploads::objectParts;
                case LEADING_SLASH -> content::leadingSlash;
                case KEY_SEGMENTS -> content::keySegments;
              }));
    }
    Map<Capability, Support> found = new EnumMap<>(Capability.class);
    asked.forEach((capability, support) -> found.put(capability, support.join()));
    return found;
  }

  private CompletableFuture<Support> start(Capability capability, Supplier<Support> probe) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return probe.get();
          } catch (BackendException | S3Exception failure) {
            LOG.debug("{} cannot be told", capability.description(), failure);
            return Support.UNKNOWN;
          }
        },
        workers);
  }

  /** What stays because of a failure here, a later probe deletes. */
  private void clean(ProbeFolder folder) {
    try {
      folder.clean(clock.instant());
    } catch (BackendException | S3Exception failure) {
      LOG.debug("the probe's objects cannot be deleted", failure);
    }
  }
}
