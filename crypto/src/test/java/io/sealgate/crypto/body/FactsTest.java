package io.sealgate.crypto.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.FormatVectors;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.aead.AesGcm;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactsTest {

  private static final AesGcm GCM = AesGcm.preferred();
  private static final byte[] KEY = new byte[32];
  private static final byte[] IV = new byte[12];
  private static final PartIdentity PART =
      new PartIdentity(3, 1L << 33, Bytes.copyOf(FormatVectors.counting(1, 16)));

  @ParameterizedTest
  @EnumSource
  void keepsADigestOfEachType(DigestType type) {
    Facts facts = new Facts(PART, new Digests(Map.of(type, digest(type))));
    byte[] stored = facts.seal(GCM, KEY, IV);
    assertThat(stored).hasSize(192);
    assertThat(Facts.open(GCM, KEY, stored)).isEqualTo(facts);
    assertThat(DigestType.ofCode(type.code())).contains(type);
  }

  @Test
  void keepsTheFourLongestDigestsThatMayMeet() {
    Map<DigestType, Bytes> digests = new EnumMap<>(DigestType.class);
    for (DigestType type :
        new DigestType[] {
          DigestType.MD5, DigestType.SHA256, DigestType.CRC64NVME, DigestType.SHA512
        }) {
      digests.put(type, digest(type));
    }
    Facts facts = new Facts(PART, new Digests(digests));
    assertThat(Facts.open(GCM, KEY, facts.seal(GCM, KEY, IV))).isEqualTo(facts);

    digests.put(DigestType.SHA1, digest(DigestType.SHA1));
    Facts tooMany = new Facts(PART, new Digests(digests));
    assertThatIllegalArgumentException().isThrownBy(() -> tooMany.seal(GCM, KEY, IV));
  }

  @Test
  void skipsTypesOfLaterVersions() {
    Facts facts =
        Facts.parse(
            record(fields -> {
              fields.put((byte) 200).put((byte) 3).put(new byte[3]);
              fields.put((byte) 2).put((byte) 4).put(new byte[] {1, 2, 3, 4});
              fields.put((byte) 11).put((byte) 0);
            }));
    assertThat(facts.identity()).isEqualTo(PART);
    assertThat(facts.digests().values())
        .isEqualTo(Map.of(DigestType.CRC32, Bytes.ofHex("01020304")));
  }

  @Test
  void refusesAListThatIsNotWellFormed() {
    assertRefused(fields -> fields.put((byte) 0).put((byte) 1)); // goes on behind its end
    assertRefused(fields -> fields.put(135, (byte) 7));
    assertRefused(fields -> fields.put((byte) 2).put((byte) 3)); // CRC32 of three bytes
    assertRefused(fields -> fields.put((byte) 2).put((byte) 5));
    assertRefused(fields -> fields.put((byte) 200).put((byte) 135)); // past the record's end
    assertRefused(fields -> {
      fields.put((byte) 2).put((byte) 4).putInt(1);
      fields.put((byte) 2).put((byte) 4).putInt(1);
    });
    assertRefused(
        fields -> fields.put((byte) 200).put((byte) 133).position(135).put((byte) 2)); // no length
  }

  @Test
  void refusesAPartThatCannotBe() {
    for (byte[] record :
        new byte[][] {
          ByteBuffer.allocate(164).putInt(0).array(),
          ByteBuffer.allocate(164).putInt(10_001).array(),
          ByteBuffer.allocate(164).putInt(1).putLong(-1).array()
        }) {
      assertThatExceptionOfType(IntegrityException.class).isThrownBy(() -> Facts.parse(record));
    }
  }

  @Test
  void belongsToOnePartOnly() {
    Facts facts = new Facts(PART, Digests.NONE);
    facts.requireIdentity(new PartIdentity(3, 1L << 33, PART.salt()));
    for (PartIdentity other :
        new PartIdentity[] {
          new PartIdentity(4, 1L << 33, PART.salt()),
          new PartIdentity(3, 1, PART.salt()),
          new PartIdentity(3, 1L << 33, Bytes.copyOf(new byte[16]))
        }) {
      assertThatExceptionOfType(IntegrityException.class)
          .isThrownBy(() -> facts.requireIdentity(other));
    }
  }

  @Test
  void refusesAnyOtherLengthOrKey() {
    byte[] stored = new Facts(PART, Digests.NONE).seal(GCM, KEY, IV);
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> Facts.open(GCM, KEY, new byte[191]));
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> Facts.open(GCM, KEY, new byte[0]));
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> Facts.open(GCM, Parts.keys(1), stored));
  }

  @Test
  void takesDigestsOfTheRightLengthOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Digests(Map.of(DigestType.MD5, Bytes.copyOf(new byte[15]))));
  }

  private static void assertRefused(Consumer<ByteBuffer> list) {
    byte[] record = record(list);
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> Facts.parse(record))
        .returns(IntegrityException.Reason.FACTS, IntegrityException::reason);
  }

  /** A record of {@link #PART} with this list behind the 28 bytes of its identity. */
  private static byte[] record(Consumer<ByteBuffer> list) {
    ByteBuffer record =
        ByteBuffer.allocate(164).putInt(3).putLong(1L << 33).put(PART.salt().toArray());
    list.accept(record.slice());
    return record.array();
  }

  private static Bytes digest(DigestType type) {
    return Bytes.copyOf(FormatVectors.counting(type.code(), type.lengthBytes()));
  }
}
