package io.sealgate.proxy.operation.read;

import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.s3.read.ByteRange;
import io.sealgate.s3.read.ResolvedRange;
import java.util.Optional;

/**
 * Which stored bytes are asked for before anything is known of an object: those that cover the
 * range if it is sealed in one layer and one part, as most are, or if its parts still lie where
 * they lay when it was last read.
 */
final class RangeGuess {

  private static final int GUESSED_LAYERS = 1;

  private RangeGuess() {}

  /**
   * The Range header to send.
   *
   * @param probable where the object's parts lay when it was last read
   */
  static String of(ByteRange range, Optional<ObjectLayout> probable) {
    if (probable.isPresent() && range.isSatisfiable(probable.get().plaintextBytes())) {
      ObjectLayout layout = probable.get();
      ResolvedRange resolved = range.resolve(layout.plaintextBytes());
      return ObjectAccess.rangeHeader(
          layout.covering(new Span(resolved.firstByte(), resolved.lengthBytes())));
    }
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
