package io.sealgate.proxy.object;

import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.capability.BackendCapabilities;
import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.ProbedCapabilities;
import io.sealgate.proxy.capability.Support;
import java.util.concurrent.CompletionStage;

/**
 * Keys that the backend tells from others. Some stores drop the slash that a key begins with: there
 * a write to {@code /x} would replace {@code x}, and a delete of it delete {@code x}. Some keep
 * files, and take {@code a//x}, {@code ./a/x} and {@code b/../a/x} for {@code a/x}: a rule for
 * {@code a/} would not hold for them, and what is sealed under one name would not open under the
 * other. Such keys are refused where that is so, in every operation.
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
    return hasLeadingSlash(key) || hasFoldedSegment(key);
  }

  /** What {@link #require} asks for; completes at once when it is known. */
  public CompletionStage<BackendCapabilities> capabilities() {
    return backend.capabilities();
  }

  /**
   * Refuses a key that the backend would take for another one.
   *
   * @throws io.sealgate.s3.S3Exception NotImplemented; InvalidArgument when the backend refuses
   *     such a key itself; ServiceUnavailable when it could not be told yet
   */
  public static void require(String key, BackendCapabilities known) {
    if (hasLeadingSlash(key)) {
      known.require(Capability.LEADING_SLASH);
    }
    if (hasFoldedSegment(key)) {
      if (known.of(Capability.KEY_SEGMENTS) == Support.REFUSED) {
        // Not left to the store, though it would say the same: MinIO hangs over a DeleteObjects
        // with several names that it takes for one before it refuses them.
        throw BackendErrors.impossibleKey();
      }
      known.require(Capability.KEY_SEGMENTS);
    }
  }

  private static boolean hasLeadingSlash(String key) {
    return key.startsWith("/");
  }

  /**
   * Whether a segment is a dot or two, or empty: but for the first, which is a leading slash, and
   * the last, which makes a key of its own.
   */
  private static boolean hasFoldedSegment(String key) {
    int from = hasLeadingSlash(key) ? 1 : 0;
    int to;
    while ((to = key.indexOf('/', from)) >= 0) {
      if (to == from || isDots(key, from, to)) {
        return true;
      }
      from = to + 1;
    }
    return isDots(key, from, key.length());
  }

  private static boolean isDots(String key, int from, int to) {
    return switch (to - from) {
      case 1 -> key.charAt(from) == '.';
      case 2 -> key.startsWith("..", from);
      default -> false;
    };
  }
}
