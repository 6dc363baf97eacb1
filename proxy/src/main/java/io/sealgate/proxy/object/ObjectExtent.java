package io.sealgate.proxy.object;

import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.crypto.multipart.ObjectPart;
import io.sealgate.proxy.sealing.OpenedMultipart;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.sealing.OpenedSinglePart;
import java.util.Optional;

/** How long the client's object is, and which parts it was uploaded in. */
public sealed interface ObjectExtent {

  /** An object that was not uploaded in parts. */
  record Single(long plaintextBytes) implements ObjectExtent {}

  /** An object of a multipart upload. */
  record Multipart(ObjectLayout layout) implements ObjectExtent {

    @Override
    public long plaintextBytes() {
      return layout.plaintextBytes();
    }
  }

  /** That of an opened object, as its envelope and record pin it. */
  static ObjectExtent of(OpenedObject opened) {
    return switch (opened) {
      case OpenedSinglePart single -> new Single(single.plaintextBytes());
      case OpenedMultipart multipart -> new Multipart(multipart.layout());
    };
  }

  /** The length of the whole object. */
  long plaintextBytes();

  /** How many parts it has, 1 where it was not uploaded in parts. */
  default int partCount() {
    return switch (this) {
      case Single single -> 1;
      case Multipart(ObjectLayout layout) -> layout.partCount();
    };
  }

  /**
   * Where a part lies in the object. An object that was not uploaded in parts has a part 1, all of
   * it, as on AWS.
   *
   * @return maybe of length 0; empty when there is no such part
   */
  default Optional<Span> part(int partNumber) {
    return switch (this) {
      case Single(long plaintextBytes) ->
          partNumber == 1 ? Optional.of(new Span(0, plaintextBytes)) : Optional.empty();
      case Multipart(ObjectLayout layout) ->
          layout.partNumbered(partNumber).map(ObjectPart::plaintext);
    };
  }
}
