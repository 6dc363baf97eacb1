package io.sealgate.proxy.object;

import io.sealgate.proxy.capability.BackendCapabilities;
import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.ProbedCapabilities;
import java.util.concurrent.CompletionStage;

/**
 * Keys that the backend tells from others. Some stores drop the slash that a key begins with: there
 * a write to {@code /x} would replace {@code x}, and a delete of it delete {@code x}. Such keys are
 * refused where that is so, in every operation.
 */
public final class DistinctKeys {

  private final ProbedCapabilities backend;

  /**
   * The keys of a backend.
   *
   * @param backend what is known of it
   */
  public DistinctKeys(ProbedCapabilities backend) {
    this.backend = backend;
  }

  /** Whether it depends on the backend that this key is one of its own. */
  public static boolean dependsOnBackend(String key) {
    return key.startsWith("/");
  }

  /** What {@link #require} asks for; completes at once when it is known. */
  public CompletionStage<BackendCapabilities> capabilities() {
    return backend.capabilities();
  }

  /**
   * Refuses a key that the backend would take for another one.
   *
   * @throws io.sealgate.s3.S3Exception NotImplemented, or ServiceUnavailable when it could not be
   *     told yet
   */
  public static void require(String key, BackendCapabilities known) {
    if (dependsOnBackend(key)) {
      known.require(Capability.LEADING_SLASH);
    }
  }
}
