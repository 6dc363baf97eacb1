package io.sealgate.proxy.capability;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a backend was seen to do.
 *
 * @param supports unmodifiable; each capability has an entry
 */
public record BackendCapabilities(Map<Capability, Support> supports) {

  /** Copies the map; what it does not name is unknown. */
  public BackendCapabilities {
    EnumMap<Capability, Support> all = new EnumMap<>(Capability.class);
    for (Capability capability : Capability.values()) {
      all.put(capability, supports.getOrDefault(capability, Support.UNKNOWN));
    }
    supports = Collections.unmodifiableMap(all);
  }

  /** How the backend treats that. */
  public Support of(Capability capability) {
    return supports.getOrDefault(capability, Support.UNKNOWN);
  }

  /** Whether it can be relied on. */
  public boolean works(Capability capability) {
    return of(capability) == Support.WORKS;
  }

  /**
   * Refuses a request whose meaning the backend would not keep.
   *
   * @throws S3Exception NotImplemented when the backend does not do it, ServiceUnavailable when
   *     that could not be told yet
   */
  public void require(Capability capability) {
    switch (of(capability)) {
      case WORKS -> {}
      case IGNORED, REFUSED ->
          throw new S3Exception(
              S3Error.NOT_IMPLEMENTED,
              "The storage behind this server does not support " + capability.description() + ".");
      case UNKNOWN -> throw new S3Exception(S3Error.SERVICE_UNAVAILABLE);
    }
  }

  /** Whether nothing is left to find out. */
  boolean isComplete() {
    return !supports.containsValue(Support.UNKNOWN);
  }
}
