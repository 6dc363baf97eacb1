package io.sealgate.crypto.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every transform promises about its life: failure, end and close are final. */
class TransformLifeTest {

  private static final AesGcm GCM = AesGcm.preferred();
  private static final int SIZE = 100;

  static Stream<Named<Transform>> transforms() {
    Parts.Sealed sealed = Parts.seal(GCM, Parts.keys(1), 1, Parts.plaintext(SIZE));
    return Stream.of(
        Named.of("sealer", sealer(SIZE)),
        Named.of("opener", new PartOpener(GCM, Parts.keys(1), sealed.header())),
        Named.of(
            "range opener",
            new PartRangeOpener(GCM, Parts.keys(1), sealed.header(), new Span(0, 1), 184)),
        Named.of("chain", layeredSealer()));
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void throwsAgainOnceItHasThrown(Transform transform) {
    ByteBuffer out = ByteBuffer.allocate(10_000);
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> transform.finish(out))
        .returns(IntegrityException.Reason.TRUNCATED, IntegrityException::reason);
    assertThatIllegalStateException().isThrownBy(() -> transform.finish(out));
    assertThatIllegalStateException()
        .isThrownBy(() -> transform.update(ByteBuffer.allocate(1), out));
    assertThat(out.position()).isZero();
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void throwsOnceItIsClosed(Transform transform) {
    transform.close();
    transform.close();
    ByteBuffer out = ByteBuffer.allocate(10_000);
    assertThatIllegalStateException()
        .isThrownBy(() -> transform.update(ByteBuffer.allocate(1), out));
    assertThatIllegalStateException().isThrownBy(() -> transform.finish(out));
  }

  @Test
  void finishesOnceOnly() {
    PartSealer sealer = sealer(0);
    ByteBuffer out = ByteBuffer.allocate(10_000);
    sealer.finish(out);
    assertThatIllegalStateException().isThrownBy(() -> sealer.finish(out));
    assertThatIllegalStateException().isThrownBy(() -> sealer.update(ByteBuffer.allocate(0), out));
  }

  @Test
  void sealsNeitherMoreNorLessThanAnnounced() {
    ByteBuffer out = ByteBuffer.allocate(10_000);
    PartSealer more = sealer(SIZE);
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> more.update(ByteBuffer.allocate(SIZE + 1), out));
    PartSealer less = sealer(SIZE);
    less.update(ByteBuffer.allocate(SIZE - 1), out);
    assertThatExceptionOfType(IntegrityException.class).isThrownBy(() -> less.finish(out));
  }

  @Test
  void consumesNothingWithoutTheRoomItAskedFor() {
    PartSealer sealer = sealer(SIZE);
    ByteBuffer in = ByteBuffer.allocate(SIZE);
    int bound = sealer.outputBound(SIZE);
    assertThat(bound).isEqualTo(184 + 40 + SIZE + 192);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sealer.update(in, ByteBuffer.allocate(bound - 1)));
    assertThat(in.position()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void writesNoMoreInAllThanItAskedRoomForAtTheStart(int layers) {
    int size = 2 * Parts.FRAME + 300;
    List<PartKeys> keys = Parts.layeredKeys(layers);
    byte[] plaintext = Parts.plaintext(size);
    LayeredSealer sealer =
        new LayeredSealer(GCM, keys, Parts.random(1), 1, size, () -> Digests.NONE);
    List<PartHeader> headers = sealer.headers();
    byte[] stored = inPiecesIntoOneBuffer(sealer, plaintext);
    assertThat(stored).hasSize((int) sealer.layout().storedBytes());
    assertThat(inPiecesIntoOneBuffer(LayeredOpener.whole(GCM, keys, headers), stored))
        .isEqualTo(plaintext);
    assertThat(
            inPiecesIntoOneBuffer(
                LayeredOpener.range(GCM, keys, headers, new Span(5, size - 10), 0), stored))
        .isEqualTo(Arrays.copyOfRange(plaintext, 5, size - 5));
  }

  private static byte[] inPiecesIntoOneBuffer(Transform transform, byte[] input) {
    try (transform) {
      ByteBuffer out = ByteBuffer.allocate(transform.outputBound(input.length));
      for (int offset = 0; offset < input.length; offset += 1_013) {
        int length = Math.min(1_013, input.length - offset);
        transform.update(ByteBuffer.wrap(input, offset, length), out);
      }
      transform.finish(out);
      return Arrays.copyOf(out.array(), out.position());
    }
  }

  @Test
  void drawsOnInputOfAnyLengthThroughBoundedScratch() {
    List<PartKeys> keys = Parts.layeredKeys(2);
    int size = 8 * Parts.FRAME + 1;
    byte[] plaintext = Parts.plaintext(size);
    try (LayeredSealer sealer =
        new LayeredSealer(GCM, keys, Parts.random(1), 1, size, () -> Digests.NONE)) {
      ByteBuffer in = ByteBuffer.wrap(plaintext);
      ByteBuffer out = ByteBuffer.allocate(sealer.outputBound(size));
      sealer.update(in, out);
      assertThat(in.hasRemaining()).isFalse();
      assertThat(out.position()).isGreaterThan(7 * Parts.FRAME);
    }
  }

  @Test
  void keepsNoKeyThatItsOwnerHasClosed() {
    PartKeys keys = Parts.keys(1);
    Parts.Sealed sealed = Parts.seal(GCM, keys, 1, Parts.plaintext(SIZE));
    PartOpener opener = new PartOpener(GCM, keys, sealed.header());
    keys.close();
    assertThat(Push.whole(opener, sealed.stored())).isEqualTo(Parts.plaintext(SIZE));
    assertThatIllegalStateException().isThrownBy(() -> new PartOpener(GCM, keys, sealed.header()));
  }

  private static PartSealer sealer(int size) {
    return new PartSealer(GCM, Parts.keys(1), Parts.random(1), 1, size, () -> Digests.NONE);
  }

  private static LayeredSealer layeredSealer() {
    return new LayeredSealer(
        GCM, Parts.layeredKeys(2), Parts.random(1), 1, SIZE, () -> Digests.NONE);
  }
}
