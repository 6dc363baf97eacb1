package io.sealgate.proxy.object;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.proxy.call.ObjectAccess;
import java.util.Optional;

/**
 * Where the parts of multipart objects lay when they were last read, so that another range of one
 * needs no request but its own. Only ever a guess at what to ask the backend for.
 */
public final class MultipartCache {

  /** About 30,000 objects of parts of one length, or 40 of 10,000 parts that all differ. */
  private static final long MAX_BYTES = 32L << 20;

  private static final int ENTRY_BYTES = 1024;

  private final Cache<ObjectName, ObjectLayout> layouts =
      Caffeine.newBuilder()
          .maximumWeight(MAX_BYTES)
          .<ObjectName, ObjectLayout>weigher((name, layout) -> ENTRY_BYTES + layout.weightBytes())
          .build();

  /** Where the parts of an object probably lie. */
  public Optional<ObjectLayout> probableLayout(ObjectAccess access) {
    return Optional.ofNullable(layouts.getIfPresent(ObjectName.of(access)));
  }

  /** Keeps where the parts of an object lie. */
  public void keep(ObjectAccess access, ObjectLayout layout) {
    layouts.put(ObjectName.of(access), layout);
  }
}
