package io.sealgate.proxy.operation.read;

import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.object.ObjectExtent;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.body.ShownChecksum;
import io.sealgate.s3.multipart.PartNumber;
import io.sealgate.s3.read.ByteRange;
import io.sealgate.s3.read.ResolvedRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which bytes of an object a read asks for. */
sealed interface Selection {

  /** All of them. */
  record Whole() implements Selection {}

  /** Those of a Range header. */
  record Range(ByteRange range) implements Selection {}

  /** Those that were uploaded as one part. */
  record Part(PartNumber number) implements Selection {}

  /**
   * What a request asks for.
   *
   * @throws S3Exception InvalidRequest for a range of a part, InvalidArgument for a part number out
   *     of range
   */
  static Selection of(Call call) {
    PartNumber part = PartNumber.ofRead(call.s3().query(), call.headers());
    if (part != null) {
      return new Part(part);
    }
    String header = call.headers().first("Range");
    return header == null
        ? new Whole()
        : ByteRange.parse(header).<Selection>map(Range::new).orElseGet(Whole::new);
  }

  /**
   * Which bytes that are.
   *
   * @throws S3Exception InvalidRange or InvalidPartNumber when there are none such
   */
  default Selected of(ObjectExtent extent) {
    long total = extent.plaintextBytes();
    return switch (this) {
      case Whole whole -> Selected.whole(total);
      case Range(ByteRange range) -> {
        ResolvedRange resolved = range.resolve(total);
        yield Selected.of(new Span(resolved.firstByte(), resolved.lengthBytes()), total);
      }
      case Part(PartNumber number) ->
          Selected.of(
              extent
                  .part(number.value())
                  .orElseThrow(() -> number.notSatisfiable(extent.partCount())),
              total);
    };
  }

  /**
   * The same where it may yet turn out that the whole object is to be sent.
   *
   * @return empty for everything but a range or part that is there and not empty
   */
  default Optional<Span> probable(ObjectExtent extent) {
    return switch (this) {
      case Whole whole -> Optional.empty();
      case Range(ByteRange range) ->
          range.isSatisfiable(extent.plaintextBytes())
              ? Optional.of(of(extent).plaintext())
              : Optional.empty();
      case Part(PartNumber number) ->
          extent.part(number.value()).filter(part -> part.lengthBytes() > 0);
    };
  }

  /**
   * The checksum that S3 shows with these bytes: the object's where they are all of it, a part's
   * where the object's is made of such.
   *
   * @param digests of the object
   * @return null when there is none, or it is not known
   */
  default @Nullable ShownChecksum checksum(ObjectExtent extent, ObjectDigests digests) {
    return switch (this) {
      case Whole whole -> digests.checksum();
      case Range range -> null;
      case Part(PartNumber number) ->
          switch (extent) {
            case ObjectExtent.Single single -> digests.checksum();
            case ObjectExtent.Multipart(ObjectLayout layout) ->
                layout
                    .partNumbered(number.value())
                    .map(part -> digests.partChecksum(part.ordinal()))
                    .orElse(null);
          };
    };
  }
}
