package io.sealgate.proxy.operation.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.s3.read.ByteRange;
import io.sealgate.s3.read.ResolvedRange;
import java.util.Optional;

/**
 * Which stored bytes are asked for before anything is known of an object: those that cover the
 * range if it is sealed in one layer and one part, as most are; if its parts still lie where they
 * lay when it was last read; or if it is not sealed, like the last object of its bucket of which a
 * range was read. A wrong guess costs a second request, and the connection of the first, whose
 * answer is not wanted.
 */
final class RangeGuess {

  private static final int GUESSED_LAYERS = 1;

  /** No store has an object that reaches so far, and sums of such numbers are numbers still. */
  private static final long FAR_BYTES = 1L << 60;

  private static final int MAX_BUCKETS = 10_000;

  private final MultipartReads multiparts;
  private final Cache<String, Boolean> lastUnsealed =
      Caffeine.newBuilder().maximumSize(MAX_BUCKETS).build();

  RangeGuess(MultipartReads multiparts) {
    this.multiparts = multiparts;
  }

  /** The Range header to send. */
  String of(ObjectAccess access, ByteRange range) {
    Optional<ObjectLayout> probable = multiparts.probableLayout(access);
    if (probable.isPresent() && range.isSatisfiable(probable.get().plaintextBytes())) {
      ObjectLayout layout = probable.get();
      ResolvedRange resolved = range.resolve(layout.plaintextBytes());
      return ObjectAccess.rangeHeader(
          layout.covering(new Span(resolved.firstByte(), resolved.lengthBytes())));
    }
    ByteRange near = near(range);
    return lastUnsealed(access.bucket()) ? near.headerValue() : sealed(near);
  }

  /** Remembers whether the object whose range was read is sealed. */
  void learn(ObjectAccess access, boolean sealed) {
    if (lastUnsealed(access.bucket()) == sealed) {
      lastUnsealed.put(access.bucket(), !sealed);
    }
  }

  private boolean lastUnsealed(String bucket) {
    return Boolean.TRUE.equals(lastUnsealed.getIfPresent(bucket));
  }

  /**
   * The same bytes of any object, in numbers that can be added to. Clients name a last byte beyond
   * any object to get everything from an offset on (RFC 9110, section 14.1.2); the AWS SDK for Java
   * 1.x takes the second largest number there is.
   */
  private static ByteRange near(ByteRange range) {
    return switch (range) {
      case ByteRange.FromTo(long first, long last) when last >= FAR_BYTES ->
          near(new ByteRange.From(first));
      case ByteRange.FromTo fromTo -> fromTo;
      case ByteRange.From(long first) -> new ByteRange.From(Math.min(first, FAR_BYTES));
      case ByteRange.Suffix(long lengthBytes) ->
          new ByteRange.Suffix(Math.min(lengthBytes, FAR_BYTES));
    };
  }

  private static String sealed(ByteRange range) {
    return switch (range) {
      case ByteRange.FromTo(long first, long last) ->
          ObjectAccess.rangeHeader(
              LayeredLayout.coveringBlindly(GUESSED_LAYERS, new Span(first, last - first + 1)));
      case ByteRange.From(long first) ->
          "bytes="
              + LayeredLayout.coveringBlindly(GUESSED_LAYERS, new Span(first, 1)).offsetBytes()
              + "-";
      case ByteRange.Suffix(long lengthBytes) ->
          "bytes=-" + LayeredLayout.coveringLastBlindly(GUESSED_LAYERS, Math.max(1, lengthBytes));
    };
  }
}
