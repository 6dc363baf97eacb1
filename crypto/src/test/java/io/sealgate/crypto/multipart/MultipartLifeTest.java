package io.sealgate.crypto.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.FormatVectors;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.PartKeys;
import io.sealgate.crypto.body.Parts;
import io.sealgate.crypto.body.Push;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.key.ObjectSecret;
import io.sealgate.crypto.multipart.SealedObject.Part;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the transforms of a multipart object promise about keys, room and their end. */
class MultipartLifeTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void needsNoKeyThatItsOwnerHasClosed(int layers) {
    SealedObject object = SealedObject.ofSizes(layers, 100, 100, 100);
    Transform whole = object.opener().whole(object.keys());
    Transform range = object.opener().rangeFromPartStart(object.keys(), new Span(50, 200));
    object.keys().forEach(PartKeys::close);

    assertThat(Push.whole(whole, object.stored())).isEqualTo(object.plaintext());
    byte[] input = object.stored(object.opener().layout().coveringFromPartStart(new Span(50, 200)));
    assertThat(Push.whole(range, input)).isEqualTo(object.plaintext(new Span(50, 200)));
    assertThatIllegalStateException().isThrownBy(() -> object.opener().whole(object.keys()));
  }

  @Test
  void staysDeadOnceItHasThrownOrIsClosed() {
    SealedObject object = SealedObject.ofSizes(1, 100, 100);
    Transform failed = object.opener().whole(object.keys());
    ByteBuffer out = ByteBuffer.allocate(10_000);
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> failed.finish(out))
        .returns(IntegrityException.Reason.TRUNCATED, IntegrityException::reason);
    assertThatIllegalStateException().isThrownBy(() -> failed.finish(out));
    assertThatIllegalStateException().isThrownBy(() -> failed.update(ByteBuffer.allocate(1), out));

    Transform closed = object.opener().whole(object.keys());
    closed.close();
    closed.close();
    assertThatIllegalStateException().isThrownBy(() -> closed.update(ByteBuffer.allocate(1), out));
    assertThat(out.position()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void holdsTheEndOfEachPartBackUntilItsFactsHaveVerifiedAndTheLastOneUntilTheEnd(int layers) {
    SealedObject object = SealedObject.ofSizes(layers, 100, 50);
    int first = object.parts().getFirst().length;
    int all = object.stored().length;
    try (Transform transform = object.opener().whole(object.keys())) {
      Push push = new Push(transform, false);
      push.update(object.stored(), 0, first - 1);
      assertThat(push.released()).isEmpty();
      push.update(object.stored(), first - 1, 1);
      assertThat(push.released()).hasSize(100);
      push.update(object.stored(), first, all - first);
      assertThat(push.released()).hasSize(100);
      push.finish();
      assertThat(push.released()).isEqualTo(object.plaintext());
    }
  }

  @Test
  void consumesNothingWithoutTheRoomItAskedFor() {
    SealedObject object = SealedObject.ofSizes(1, 100, 100);
    try (Transform transform = object.opener().whole(object.keys())) {
      ByteBuffer in = ByteBuffer.wrap(object.stored());
      int bound = transform.outputBound(in.remaining());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> transform.update(in, ByteBuffer.allocate(bound - 1)));
      assertThat(in.position()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void writesNoMoreInAllThanItAskedRoomForAtTheStart(int layers) {
    SealedObject object = SealedObject.ofSizes(layers, 70_000, 0, 65_536, 3, 70_000);
    byte[] stored = object.stored();
    try (Transform transform = object.opener().whole(object.keys())) {
      ByteBuffer out = ByteBuffer.allocate(transform.outputBound(stored.length));
      for (int offset = 0; offset < stored.length; offset += 1_013) {
        int length = Math.min(1_013, stored.length - offset);
        transform.update(ByteBuffer.wrap(stored, offset, length), out);
      }
      transform.finish(out);
      assertThat(out.flip()).isEqualTo(ByteBuffer.wrap(object.plaintext()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void opensTenThousandParts(int layers) {
    List<Part> shape = new ArrayList<>();
    for (int number = 1; number <= 10_000; number++) {
      shape.add(new Part(number, number % 7));
    }
    SealedObject object = SealedObject.of(Parts.layeredKeys(layers), 1, shape);
    assertThat(
            Push.inPieces(
                object.opener().whole(object.keys()), object.stored(), () -> 70_001, true))
        .isEqualTo(object.plaintext());
    Span range = new Span(5, object.plaintext().length - 10);
    assertThat(
            Push.inPieces(
                object.opener().rangeFromPartStart(object.keys(), range),
                object.stored(object.opener().layout().coveringFromPartStart(range)),
                () -> 70_001,
                true))
        .isEqualTo(object.plaintext(range));
  }

  /** The known part has number 3, so it can be a multipart object of its own. */
  @Test
  void opensTheKnownPartAsAnObject() {
    JsonNode vectors = FormatVectors.tree();
    JsonNode known = vectors.get("part").get("cases").get(2);
    byte[] stored = FormatVectors.hex(known.get("part"));
    byte[] salt = FormatVectors.hex(vectors.get("part").get("salt"));
    CompletionRecord record =
        new CompletionRecord(
            new RecordLayout(List.of(new PartRun(3, 1, 5)), stored.length),
            Bytes.copyOf(salt),
            null,
            Digests.NONE,
            ChecksumType.COMPOSITE);
    try (ObjectSecret secret = ObjectSecret.owning(FormatVectors.hex(vectors.get("objectSecret")));
        PartKeys keys = new PartKeys(secret.objectKey(), secret.factsKey())) {
      for (AesGcm gcm : AesGcm.available()) {
        MultipartOpener opener = new MultipartOpener(gcm, record);
        assertThat(Push.whole(opener.whole(List.of(keys)), stored)).isEqualTo(Parts.plaintext(5));
      }
    }
  }
}
