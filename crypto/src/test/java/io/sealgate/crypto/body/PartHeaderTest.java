package io.sealgate.crypto.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.aead.AesGcm;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartHeaderTest {

  private static final AesGcm GCM = AesGcm.preferred();
  private static final Parts.Sealed SEALED =
      Parts.seal(GCM, Parts.keys(1), 9, Parts.plaintext(70_000));
  private static final byte[] STORED = Arrays.copyOf(SEALED.stored(), 184);

  @Test
  void isKnownFrom76BytesNumberAndLength() {
    PartHeader header = SEALED.header();
    assertThat(header.core().lengthBytes()).isEqualTo(76);
    assertThat(PartHeader.of(header.core(), 9, 70_000)).isEqualTo(header);
    assertThat(PartHeader.parse(STORED)).isEqualTo(header);
    assertThat(PartHeader.open(GCM, Parts.keys(1), STORED)).isEqualTo(header);
    assertThat(header.layout().storedBytes()).isEqualTo(SEALED.part().lengthBytes());
  }

  @Test
  void isRefusedWithAnyByteChangedOrWithAnotherKey() {
    for (int offset = 0; offset < STORED.length; offset++) {
      byte[] damaged = STORED.clone();
      damaged[offset] ^= (byte) 0x80;
      assertThatExceptionOfType(IntegrityException.class)
          .as("byte %d", offset)
          .isThrownBy(() -> PartHeader.open(GCM, Parts.keys(1), damaged));
    }
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> PartHeader.open(GCM, Parts.keys(2), STORED));
  }

  @Test
  void isNotParsedWhenAConstantDiffersOrItsNumbersCannotBe() {
    Span salt = new Span(3, 16);
    Span numbers = new Span(23, 12);
    Span wrapIv = new Span(69, 12);
    Span wrappedKey = new Span(83, 48);
    for (int offset = 0; offset < 136; offset++) {
      Span here = new Span(offset, 1);
      if (Stream.of(salt, numbers, wrapIv, wrappedKey).noneMatch(span -> span.contains(here))) {
        byte[] damaged = STORED.clone();
        damaged[offset] ^= 1;
        assertNotParsed(damaged);
      }
    }
    assertNotParsed(ByteBuffer.wrap(STORED.clone()).putInt(23, 0).array());
    assertNotParsed(ByteBuffer.wrap(STORED.clone()).putInt(23, 10_001).array());
    assertNotParsed(ByteBuffer.wrap(STORED.clone()).putInt(23, -1).array());
    assertNotParsed(ByteBuffer.wrap(STORED.clone()).putLong(27, -1).array());
    assertNotParsed(ByteBuffer.wrap(STORED.clone()).putLong(27, 1L << 48).array());
    assertNotParsed(new byte[0]);
    assertNotParsed(Arrays.copyOf(STORED, 183));
    assertNotParsed(Arrays.copyOf(STORED, 185));
  }

  private static void assertNotParsed(byte[] stored) {
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> PartHeader.parse(stored))
        .returns(IntegrityException.Reason.HEADER, IntegrityException::reason);
  }

  @Test
  void showsItselfInTheFirst23BytesOfABody() {
    ByteBuffer body = ByteBuffer.allocate(40).put(5, STORED, 0, 23).position(5);
    assertThat(PartHeader.startsLikePart(body)).isTrue();
    assertThat(body.position()).isEqualTo(5);
    assertThat(PartHeader.startsLikePart(ByteBuffer.wrap(STORED, 0, 22))).isFalse();
    assertThat(PartHeader.startsLikePart(ByteBuffer.allocate(0))).isFalse();
    for (int offset : new int[] {0, 1, 2, 19, 20, 21, 22}) {
      byte[] other = STORED.clone();
      other[offset] ^= 1;
      assertThat(PartHeader.startsLikePart(ByteBuffer.wrap(other))).isFalse();
    }
  }

  @Test
  void refusesPiecesOfTheWrongLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PartHeader.of(Bytes.copyOf(new byte[75]), 1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PartHeader.of(Bytes.copyOf(new byte[76]), 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PartHeader.of(Bytes.copyOf(new byte[76]), 1, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LayeredLayout(0, 2).headers(Bytes.copyOf(new byte[76]), 1));
  }
}
