package io.sealgate.proxy.operation.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.object.ObjectFacts;

/**
 * Whether the end of an object should be read at once with the object, because the answer will show
 * digests that are nowhere else: the checksum, and of SSE-S3 the ETag. Only the object's head
 * tells; to wait for it costs another round trip before the first byte, and to read every object's
 * end costs a second request of each small object. So it is guessed that a bucket goes on as it did
 * when it was last read.
 */
final class TailGuess {

  private static final int MAX_KINDS = 10_000;

  private final ObjectFacts facts;
  private final MultipartReads multiparts;
  private final Cache<Kind, Boolean> lastNeeded =
      Caffeine.newBuilder().maximumSize(MAX_KINDS).build();

  TailGuess(ObjectFacts facts, MultipartReads multiparts) {
    this.facts = facts;
    this.multiparts = multiparts;
  }

  /**
   * Whether to read the end along with an object of which nothing has been read yet.
   *
   * @param checksum whether the client asks for the checksum
   */
  boolean isNeeded(ObjectAccess access, boolean checksum) {
    return lastNeeded(new Kind(access.bucket(), checksum))
        && !facts.areProbablyKnown(access)
        && multiparts.probableLayout(access).isEmpty();
  }

  /** Remembers whether it was needed, or would have been if nothing had been known. */
  void learn(ObjectAccess access, boolean checksum, boolean needed) {
    Kind kind = new Kind(access.bucket(), checksum);
    if (lastNeeded(kind) != needed) {
      lastNeeded.put(kind, needed);
    }
  }

  private boolean lastNeeded(Kind kind) {
    return Boolean.TRUE.equals(lastNeeded.getIfPresent(kind));
  }

  private record Kind(String bucket, boolean checksum) {}
}
