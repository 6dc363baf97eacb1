package io.sealgate.crypto.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tampering table of a body: whatever is changed, the part is refused and nothing behind the
 * last verified frame is released.
 */
class PartTamperingTest {

  static final List<AesGcm> PROVIDERS = AesGcm.available();

  private static final int FRAME = Parts.FRAME;
  private static final int HEADER_END = 184;
  private static final int REGULAR = 65_568;
  private static final int REST = 1_000;
  private static final int FINAL_START = HEADER_END + 2 * REGULAR;
  private static final int FACTS_START = FINAL_START + 40 + REST;

  private static final byte[] PLAINTEXT = Parts.plaintext(2 * FRAME + REST);
  private static final Parts.Sealed SEALED =
      Parts.seal(AesGcm.preferred(), Parts.keys(1), 3, PLAINTEXT);
  private static final byte[] STORED = SEALED.stored();

  @ParameterizedTest
  @FieldSource("PROVIDERS")
  void refusesEveryChangedHeaderByte(AesGcm gcm) {
    for (int offset = 0; offset < HEADER_END; offset++) {
      assertThat(assertRefused(gcm, flipped(offset), 0).reason()).isEqualTo(Reason.HEADER);
    }
  }

  @ParameterizedTest
  @FieldSource("PROVIDERS")
  void refusesEveryChangedFactsByteBeforeTheFinalFrameIsReleased(AesGcm gcm) {
    for (int offset = FACTS_START; offset < STORED.length; offset++) {
      assertThat(assertRefused(gcm, flipped(offset), 2 * FRAME).reason()).isEqualTo(Reason.FACTS);
    }
  }

  @ParameterizedTest
  @FieldSource("PROVIDERS")
  void refusesEveryChangedFieldOfEveryFrame(AesGcm gcm) {
    for (int frame = 0; frame < 3; frame++) {
      int start = HEADER_END + frame * REGULAR;
      int end = frame < 2 ? start + REGULAR : FACTS_START;
      int fields = frame < 2 ? 16 : 24;
      for (int offset = start; offset < end; ) {
        assertThat(assertRefused(gcm, flipped(offset), frame * FRAME).reason())
            .isEqualTo(Reason.FRAME);
        boolean sparse = offset >= start + fields && offset < end - 16 - 4_099;
        offset += sparse ? 4_099 : offset >= end - 16 || offset < start + fields ? 1 : 101;
      }
    }
  }

  @Test
  void refusesTruncationAtEveryBoundaryAndInsideEveryPiece() {
    int[] lengths = {
      0,
      1,
      100,
      HEADER_END - 1,
      HEADER_END,
      HEADER_END + 1,
      HEADER_END + 16,
      HEADER_END + REGULAR / 2,
      HEADER_END + REGULAR - 16,
      HEADER_END + REGULAR - 1,
      HEADER_END + REGULAR,
      HEADER_END + REGULAR + 1,
      FINAL_START - 1,
      FINAL_START,
      FINAL_START + 24,
      FINAL_START + 500,
      FACTS_START - 1,
      FACTS_START,
      FACTS_START + 1,
      FACTS_START + 12,
      STORED.length - 16,
      STORED.length - 1
    };
    for (int length : lengths) {
      int frames = Math.clamp((length - HEADER_END) / REGULAR, 0, 2);
      assertThat(
              assertRefused(AesGcm.preferred(), Arrays.copyOf(STORED, length), frames * FRAME)
                  .reason())
          .isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void refusesBytesBehindTheEndBeforeTheFinalFrameIsReleased() {
    assertThat(assertRefused(AesGcm.preferred(), joined(STORED, new byte[1]), 2 * FRAME).reason())
        .isEqualTo(Reason.TRUNCATED);
    assertThat(assertRefused(AesGcm.preferred(), joined(STORED, STORED), 2 * FRAME).reason())
        .isEqualTo(Reason.TRUNCATED);
  }

  static Stream<Arguments> rearranged() {
    byte[] header = piece(0, HEADER_END);
    byte[] first = piece(HEADER_END, REGULAR);
    byte[] second = piece(HEADER_END + REGULAR, REGULAR);
    byte[] last = piece(FINAL_START, 40 + REST);
    byte[] facts = piece(FACTS_START, 192);
    return Stream.of(
        Arguments.of("frames exchanged", 0, joined(header, second, first, last, facts)),
        Arguments.of("first frame twice", FRAME, joined(header, first, first, last, facts)),
        Arguments.of(
            "second frame repeated", 2 * FRAME, joined(header, first, second, second, last, facts)),
        Arguments.of("first frame dropped", 0, joined(header, second, last, facts)),
        Arguments.of("second frame dropped", FRAME, joined(header, first, last, facts)),
        Arguments.of("final frame first", 0, joined(header, last, first, second, facts)),
        Arguments.of("final frame dropped", 2 * FRAME, joined(header, first, second, facts)),
        Arguments.of(
            "final frame twice", 2 * FRAME, joined(header, first, second, last, last, facts)),
        Arguments.of("facts dropped", 2 * FRAME, joined(header, first, second, last)),
        Arguments.of("facts first", 0, joined(header, facts, first, second, last)),
        Arguments.of("header dropped", 0, joined(first, second, last, facts)),
        Arguments.of("header twice", 0, joined(header, header, first, second, last, facts)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rearranged")
  void refusesPiecesInAnyOtherOrder(String change, int released, byte[] stored) {
    assertThat(change).isNotEmpty();
    assertRefused(AesGcm.preferred(), stored, released);
  }

  @Test
  void refusesAnotherGenuinePartUnderTheSameKeys() {
    AesGcm gcm = AesGcm.preferred();
    byte[] otherNumber = Parts.seal(gcm, Parts.keys(1), 4, PLAINTEXT).stored();
    byte[] otherAttempt = sealed(gcm, 43, PLAINTEXT);
    byte[] shorter = Parts.seal(gcm, Parts.keys(1), 3, Parts.plaintext(FRAME)).stored();
    for (byte[] other : List.of(otherNumber, otherAttempt, shorter)) {
      assertThat(assertRefused(gcm, other, 0).reason()).isEqualTo(Reason.HEADER);
    }
  }

  @Test
  void refusesFramesAndFactsOfAnotherAttempt() {
    AesGcm gcm = AesGcm.preferred();
    byte[] other = sealed(gcm, 43, PLAINTEXT);
    byte[] exchanged = STORED.clone();
    System.arraycopy(other, HEADER_END, exchanged, HEADER_END, REGULAR);
    assertThat(assertRefused(gcm, exchanged, 0).reason()).isEqualTo(Reason.FRAME);

    byte[] exchangedFacts = STORED.clone();
    System.arraycopy(other, FACTS_START, exchangedFacts, FACTS_START, 192);
    assertThat(assertRefused(gcm, exchangedFacts, 2 * FRAME).reason()).isEqualTo(Reason.FACTS);
  }

  @ParameterizedTest
  @FieldSource("PROVIDERS")
  void refusesAnotherObjectsKeys(AesGcm gcm) {
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> new PartOpener(gcm, Parts.keys(2), SEALED.header()))
        .returns(Reason.HEADER, IntegrityException::reason);
    PartOpener opener = new PartOpener(gcm, Parts.keys(2), SEALED.header().identity());
    assertThat(refusal(opener, STORED, STORED.length, new byte[0]).reason())
        .isEqualTo(Reason.HEADER);
  }

  @Test
  void refusesEveryChangeUnderASecondLayerToo() {
    AesGcm gcm = AesGcm.preferred();
    List<PartKeys> keys = Parts.layeredKeys(2);
    LayeredSealer sealer =
        new LayeredSealer(gcm, keys, Parts.random(1), 1, 100, () -> Parts.DIGESTS);
    List<PartHeader> headers = sealer.headers();
    byte[] stored = Push.whole(sealer, Parts.plaintext(100));
    for (int offset = 0; offset < stored.length; offset++) {
      byte[] damaged = stored.clone();
      damaged[offset] ^= 1;
      Push push = new Push(LayeredOpener.whole(gcm, keys, headers), false);
      assertThatExceptionOfType(IntegrityException.class)
          .isThrownBy(() -> {
            push.all(damaged, () -> 100);
            push.finish();
          });
      assertThat(push.released()).isEmpty();
    }
    List<PartKeys> exchanged = List.of(keys.get(1), keys.get(0));
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> LayeredOpener.whole(gcm, exchanged, headers));
  }

  /** Refused by both ways of knowing the part, and exactly the verified frames released. */
  private static IntegrityException assertRefused(AesGcm gcm, byte[] stored, int releasedBytes) {
    byte[] expected = Arrays.copyOf(PLAINTEXT, releasedBytes);
    PartKeys keys = Parts.keys(1);
    IntegrityException whole =
        refusal(new PartOpener(gcm, keys, SEALED.header()), stored, stored.length, expected);
    IntegrityException inPieces =
        refusal(new PartOpener(gcm, keys, SEALED.header().identity()), stored, 50_000, expected);
    assertThat(inPieces.reason()).isEqualTo(whole.reason());
    return whole;
  }

  private static IntegrityException refusal(
      Transform opener, byte[] stored, int pieceBytes, byte[] expectedRelease) {
    Push push = new Push(opener, false);
    IntegrityException refusal =
        catchThrowableOfType(
            IntegrityException.class,
            () -> {
              push.all(stored, () -> pieceBytes);
              push.finish();
            });
    assertThat(refusal).isNotNull();
    assertThat(push.released()).isEqualTo(expectedRelease);
    assertThatIllegalStateException().isThrownBy(push::finish);
    opener.close();
    return refusal;
  }

  private static byte[] flipped(int offset) {
    byte[] damaged = STORED.clone();
    damaged[offset] ^= 1;
    return damaged;
  }

  private static byte[] sealed(AesGcm gcm, long seed, byte[] plaintext) {
    return Push.whole(
        new PartSealer(
            gcm, Parts.keys(1), Parts.random(seed), 3, plaintext.length, () -> Parts.DIGESTS),
        plaintext);
  }

  private static byte[] piece(int offset, int lengthBytes) {
    return Arrays.copyOfRange(STORED, offset, offset + lengthBytes);
  }

  private static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      joined.writeBytes(piece);
    }
    return joined.toByteArray();
  }
}
