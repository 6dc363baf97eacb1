package io.sealgate.bench.scale;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The objects of a {@link SyntheticStore}, for good. */
final class KeptObjects {

  private final ConcurrentHashMap<String, Kept> byPath = new ConcurrentHashMap<>();
  private final AtomicLong versions = new AtomicLong();

  /**
   * An object.
   *
   * @param eTag with quotes
   * @param headers lines of its answers, each with its line end
   * @param body its bytes; borrowed by whoever gets them
   */
  record Kept(String eTag, String headers, ByteBuf body) {}

  /** The object of that path, null when none was kept. */
  @Nullable Kept find(String path) {
    return byPath.get(path);
  }

  /** Whether the body of that path's object is wanted. */
  boolean wants(String path) {
    return path.contains("/read-") && !byPath.containsKey(path);
  }

  /** Keeps an object, unless there is one; takes ownership of its body. */
  void keep(String path, Kept object) {
    if (byPath.putIfAbsent(path, object) != null) {
      object.body().release();
    }
  }

  /** An ETag that no other object has. */
  String nextETag() {
    return String.format("\"%032x\"", versions.incrementAndGet());
  }
}
