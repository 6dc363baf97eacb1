package io.sealgate.crypto.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sealed opens again, however the bytes arrive, on each provider, in one layer and two. */
class PartRoundTripTest {

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (AesGcm gcm : AesGcm.available()) {
      for (int size : Parts.sizes()) {
        cases.add(Arguments.of(gcm, 1, size));
        cases.add(Arguments.of(gcm, 2, size));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void opensWhatWasSealedHoweverTheBytesArrive(AesGcm gcm, int layers, int size) {
    byte[] plaintext = Parts.plaintext(size);
    List<PartKeys> keys = Parts.layeredKeys(layers);
    LayeredSealer whole = sealer(gcm, keys, size);
    LayeredLayout layout = whole.layout();
    List<PartHeader> headers = layout.headers(whole.cores(), 7);
    List<PartIdentity> identities = layout.identities(whole.salts(), 7);
    assertThat(headers).isEqualTo(whole.headers());

    byte[] stored = Push.whole(whole, plaintext);
    assertThat(stored).hasSize(Math.toIntExact(layout.storedBytes()));

    for (long seed = 0; seed < 6; seed++) {
      Random random = new Random(seed);
      boolean direct = seed % 2 == 0;
      assertThat(Push.atRandom(sealer(gcm, keys, size), plaintext, random, direct))
          .as("sealed, seed %d", seed)
          .isEqualTo(stored);
      assertThat(Push.atRandom(LayeredOpener.whole(gcm, keys, headers), stored, random, direct))
          .as("opened by headers, seed %d", seed)
          .isEqualTo(plaintext);
      Transform identified = LayeredOpener.identified(gcm, keys, identities);
      assertThat(Push.atRandom(identified, stored, random, direct))
          .as("opened by identities, seed %d", seed)
          .isEqualTo(plaintext);
    }
  }

  @Test
  void opensAPartThatArrivesByteByByte() {
    AesGcm gcm = AesGcm.preferred();
    Parts.Sealed sealed = Parts.seal(gcm, Parts.keys(1), 1, Parts.plaintext(1_000));
    PartOpener opener = new PartOpener(gcm, Parts.keys(1), sealed.header());
    assertThat(Push.inPieces(opener, sealed.stored(), () -> 1, false))
        .isEqualTo(Parts.plaintext(1_000));
  }

  @Test
  void neverUsesADataKeyTwice() {
    AesGcm gcm = AesGcm.preferred();
    byte[] plaintext = Parts.plaintext(100);
    RandomBytes random = Parts.random(1);
    byte[] first = Push.whole(sealer(gcm, random), plaintext);
    byte[] again = Push.whole(sealer(gcm, random), plaintext);
    for (int offset = 184; offset + 16 <= 184 + 40 + 100; offset += 16) {
      if (offset >= 184 + 24) {
        assertThat(Arrays.copyOfRange(again, offset, offset + 16))
            .isNotEqualTo(Arrays.copyOfRange(first, offset, offset + 16));
      }
    }
  }

  @Test
  void storesTheVeryFactsThatWereSealedEarly() {
    AesGcm gcm = AesGcm.preferred();
    byte[] plaintext = Parts.plaintext(100);
    PartSealer sealer =
        new PartSealer(
            gcm,
            Parts.keys(1),
            Parts.random(5),
            1,
            plaintext.length,
            () -> {
              throw new AssertionError("asked for digests that are sealed already");
            });
    Bytes early = sealer.sealFactsEarly(Parts.DIGESTS);
    assertThatIllegalStateException().isThrownBy(() -> sealer.sealFactsEarly(Digests.NONE));

    byte[] stored = Push.whole(sealer, plaintext);

    assertThat(Bytes.copyOf(stored, stored.length - 192, 192)).isEqualTo(early);
    assertThat(Facts.open(gcm, Parts.keys(1), early.toArray()).digests()).isEqualTo(Parts.DIGESTS);
  }

  @Test
  void keepsDigestsInTheInnermostFactsOnly() {
    AesGcm gcm = AesGcm.preferred();
    List<PartKeys> keys = Parts.layeredKeys(2);
    LayeredSealer sealer = sealer(gcm, keys, 100);
    List<PartHeader> headers = sealer.headers();
    LayeredLayout layout = sealer.layout();
    byte[] stored = Push.whole(sealer, Parts.plaintext(100));

    Span covering = layout.coveringFacts();
    byte[] input =
        Arrays.copyOfRange(stored, (int) covering.offsetBytes(), (int) covering.endBytes());
    byte[] innerFacts =
        Push.whole(
            new PartRangeOpener(
                gcm, keys.get(1), headers.get(1), layout.layer(0).facts(), covering.offsetBytes()),
            input);
    byte[] outerFacts = Arrays.copyOfRange(stored, stored.length - 192, stored.length);

    assertThat(Facts.open(gcm, keys.get(0), innerFacts).digests()).isEqualTo(Parts.DIGESTS);
    assertThat(Facts.open(gcm, keys.get(1), outerFacts))
        .isEqualTo(new Facts(headers.get(1).identity(), new Digests(Map.of())));
  }

  private static LayeredSealer sealer(AesGcm gcm, List<PartKeys> keys, int size) {
    return new LayeredSealer(gcm, keys, Parts.random(42), 7, size, () -> Parts.DIGESTS);
  }

  private static PartSealer sealer(AesGcm gcm, RandomBytes random) {
    return new PartSealer(gcm, Parts.keys(1), random, 1, 100, () -> Digests.NONE);
  }
}
