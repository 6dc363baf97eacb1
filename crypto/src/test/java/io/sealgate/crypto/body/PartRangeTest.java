package io.sealgate.crypto.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.aead.AesGcm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ranges of a part: exactly the bytes asked for, from every kind of offset to every other. */
class PartRangeTest {

  private static final int FRAME = Parts.FRAME;

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (AesGcm gcm : AesGcm.available()) {
      for (int size : Parts.sizes()) {
        if (size > 0) {
          cases.add(Arguments.of(gcm, 1, size));
          cases.add(Arguments.of(gcm, 2, size));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void opensExactlyTheRange(AesGcm gcm, int layers, int size) {
    byte[] plaintext = Parts.plaintext(size);
    List<PartKeys> keys = Parts.layeredKeys(layers);
    LayeredSealer sealer =
        new LayeredSealer(gcm, keys, Parts.random(1), 1, size, () -> Parts.DIGESTS);
    List<PartHeader> headers = sealer.headers();
    LayeredLayout layout = sealer.layout();
    List<PartIdentity> identities = layout.identities(sealer.salts(), 1);
    byte[] stored = Push.whole(sealer, plaintext);

    for (Span range : ranges(size)) {
      byte[] expected =
          Arrays.copyOfRange(plaintext, (int) range.offsetBytes(), (int) range.endBytes());
      Random random = new Random(range.endBytes());
      byte[] fromStart = Arrays.copyOf(stored, (int) layout.covering(range).endBytes());
      assertThat(
              Push.atRandom(
                  LayeredOpener.rangeFromStart(gcm, keys, identities, range),
                  fromStart,
                  random,
                  random.nextBoolean()))
          .as("%s of %s from the start", range, layout)
          .isEqualTo(expected);
      List<Span> inputs =
          List.of(
              layout.covering(range),
              LayeredLayout.coveringBlindly(layers, range),
              fromTheEnd(
                  stored.length,
                  LayeredLayout.coveringLastBlindly(layers, size - range.offsetBytes())),
              new Span(0, stored.length));
      for (Span input : inputs) {
        int end = (int) Math.min(stored.length, input.endBytes());
        byte[] read = Arrays.copyOfRange(stored, (int) input.offsetBytes(), end);
        assertThat(
                Push.atRandom(
                    LayeredOpener.range(gcm, keys, headers, range, input.offsetBytes()),
                    read,
                    random,
                    random.nextBoolean()))
            .as("%s of %s from %s", range, layout, input)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsHeadersAndFactsWithoutTheRest(AesGcm gcm, int layers, int size) {
    List<PartKeys> keys = Parts.layeredKeys(layers);
    LayeredSealer sealer =
        new LayeredSealer(gcm, keys, Parts.random(1), 7, size, () -> Parts.DIGESTS);
    List<PartIdentity> identities = sealer.layout().identities(sealer.salts(), 7);
    byte[] stored = Push.whole(sealer, Parts.plaintext(size));

    byte[] head = piece(stored, sealer.layout().coveringHeaders());
    assertThat(LayeredOpener.headers(gcm, keys, identities, head)).isEqualTo(sealer.headers());

    byte[] tail = piece(stored, sealer.layout().coveringFacts());
    assertThat(LayeredOpener.facts(gcm, keys, sealer.headers(), tail))
        .isEqualTo(new Facts(identities.getFirst(), Parts.DIGESTS));
    byte[] cut = Arrays.copyOf(tail, tail.length - 1);
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> LayeredOpener.facts(gcm, keys, sealer.headers(), cut));
    List<PartHeader> ofAnotherNumber = sealer.layout().headers(sealer.cores(), 8);
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> LayeredOpener.facts(gcm, keys, ofAnotherNumber, tail));
  }

  private static byte[] piece(byte[] stored, Span span) {
    return Arrays.copyOfRange(stored, (int) span.offsetBytes(), (int) span.endBytes());
  }

  private static Span fromTheEnd(long storedBytes, long lastBytes) {
    long length = Math.min(storedBytes, lastBytes);
    return new Span(storedBytes - length, length);
  }

  /** From every kind of offset to every other. */
  private static List<Span> ranges(int size) {
    TreeSet<Integer> offsets =
        new TreeSet<>(List.of(0, 1, FRAME / 2, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, size - 1));
    offsets.removeIf(offset -> offset >= size);
    List<Span> ranges = new ArrayList<>();
    for (int first : offsets) {
      for (int last : offsets.tailSet(first)) {
        ranges.add(new Span(first, last - first + 1L));
      }
    }
    return ranges;
  }

  @Test
  void refusesARangeThatEndsInsideItsFrames() {
    AesGcm gcm = AesGcm.preferred();
    Parts.Sealed sealed = Parts.seal(gcm, Parts.keys(1), 1, Parts.plaintext(2 * FRAME + 100));
    Span range = new Span(10, 2 * FRAME);
    Span covering = sealed.header().layout().covering(range);
    for (long missing : new long[] {1, 139, 140, 141, 65_568 + 140, covering.lengthBytes()}) {
      byte[] cut =
          Arrays.copyOfRange(
              sealed.stored(), (int) covering.offsetBytes(), (int) (covering.endBytes() - missing));
      PartRangeOpener opener =
          new PartRangeOpener(gcm, Parts.keys(1), sealed.header(), range, covering.offsetBytes());
      assertThatExceptionOfType(IntegrityException.class)
          .isThrownBy(() -> Push.whole(opener, cut))
          .returns(IntegrityException.Reason.TRUNCATED, IntegrityException::reason);
    }
  }

  @Test
  void refusesEveryDamagedFrameOfARangeAndReleasesNoneOfIt() {
    AesGcm gcm = AesGcm.preferred();
    byte[] plaintext = Parts.plaintext(2 * FRAME + 100);
    Parts.Sealed sealed = Parts.seal(gcm, Parts.keys(1), 1, plaintext);
    Span range = new Span(FRAME + 5, FRAME + 20);
    Span covering = sealed.header().layout().covering(range);
    byte[] frames =
        Arrays.copyOfRange(
            sealed.stored(), (int) covering.offsetBytes(), (int) covering.endBytes());
    for (int offset = 0; offset < frames.length; offset += offset < 20 ? 1 : 997) {
      byte[] damaged = frames.clone();
      damaged[offset] ^= 1;
      PartRangeOpener opener =
          new PartRangeOpener(gcm, Parts.keys(1), sealed.header(), range, covering.offsetBytes());
      Push push = new Push(opener, false);
      assertThatExceptionOfType(IntegrityException.class)
          .isThrownBy(() -> push.all(damaged, () -> damaged.length))
          .returns(IntegrityException.Reason.FRAME, IntegrityException::reason);
      int whole = offset < 65_568 ? 0 : FRAME - 5;
      assertThat(push.released())
          .isEqualTo(Arrays.copyOfRange(plaintext, FRAME + 5, FRAME + 5 + whole));
    }
  }

  @Test
  void refusesAnotherFrameInItsPlace() {
    AesGcm gcm = AesGcm.preferred();
    Parts.Sealed sealed = Parts.seal(gcm, Parts.keys(1), 1, Parts.plaintext(2 * FRAME));
    byte[] firstFrame = Arrays.copyOfRange(sealed.stored(), 184, 184 + 65_568);
    PartRangeOpener opener =
        new PartRangeOpener(gcm, Parts.keys(1), sealed.header(), new Span(FRAME, 10), 184 + 65_568);
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> Push.whole(opener, firstFrame));
  }

  @Test
  void refusesAWrongKeyOrAHeaderOfAnotherLengthOrNumber() {
    AesGcm gcm = AesGcm.preferred();
    Parts.Sealed sealed = Parts.seal(gcm, Parts.keys(1), 1, Parts.plaintext(1_000));
    Span range = new Span(0, 10);
    byte[] frame = Arrays.copyOfRange(sealed.stored(), 184, 184 + 1_040);
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> new PartRangeOpener(gcm, Parts.keys(2), sealed.header(), range, 184));
    for (PartHeader wrong :
        List.of(
            PartHeader.of(sealed.header().core(), 2, 1_000),
            PartHeader.of(sealed.header().core(), 1, FRAME + 1_000))) {
      PartRangeOpener opener = new PartRangeOpener(gcm, Parts.keys(1), wrong, range, 184);
      assertThatExceptionOfType(IntegrityException.class)
          .isThrownBy(() -> Push.whole(opener, frame));
    }
  }

  @Test
  void needsInputFromTheFirstFrameOn() {
    AesGcm gcm = AesGcm.preferred();
    Parts.Sealed sealed = Parts.seal(gcm, Parts.keys(1), 1, Parts.plaintext(1_000));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new PartRangeOpener(gcm, Parts.keys(1), sealed.header(), new Span(0, 1), 185));
  }
}
