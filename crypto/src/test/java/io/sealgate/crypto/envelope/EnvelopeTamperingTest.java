package io.sealgate.crypto.envelope;

import static io.sealgate.crypto.envelope.EntryRefusals.assertMalformed;
import static io.sealgate.crypto.envelope.EntryRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.Base64Url;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.cbor.RawCbor;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.ObjectSecrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to an envelope, it does not open, and every refusal looks the same. */
class EnvelopeTamperingTest {

  private static final EnvelopeSealer SEALER =
      new EnvelopeSealer(AesGcm.preferred(), RandomBytes.secure());

  static List<EnvelopeVector> vectors() {
    return EnvelopeVector.all();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void putsTheKnownEntryTogetherAgain(EnvelopeVector vector) {
    assertThat(RawEnvelope.of(vector).entry()).isEqualTo(vector.entry());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesAFlippedBitInEveryByte(EnvelopeVector vector) {
    byte[] bytes = Base64Url.decode(vector.entry(), Reason.ENVELOPE);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= (byte) (1 << (i % 8));
      assertRefused("byte " + i, vector, Base64Url.encode(bytes));
      bytes[i] ^= (byte) (1 << (i % 8));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesSealsAddedDroppedExchangedOrCut(EnvelopeVector vector) {
    RawEnvelope raw = RawEnvelope.of(vector);
    byte[] seals = raw.seals;
    byte[] first = Arrays.copyOf(seals, 112);
    byte[] last = Arrays.copyOfRange(seals, seals.length - 112, seals.length);
    List<byte[]> malformed =
        List.of(
            new byte[0],
            Arrays.copyOf(seals, seals.length - 1),
            Arrays.copyOf(seals, seals.length + 1),
            Arrays.copyOf(seals, seals.length - 112),
            RawCbor.join(seals, first));
    for (byte[] other : malformed) {
      raw.seals = other;
      assertMalformed("seals", raw.entry());
    }
    if (vector.fields().mode() == Mode.DSSE_KMS) {
      raw.seals = RawCbor.join(last, first);
      assertRefused("seals exchanged", vector, raw.entry());
      raw.seals = RawCbor.join(first, first);
      assertRefused("inner seal twice", vector, raw.entry());
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesEveryOtherSpelling(EnvelopeVector vector) {
    String entry = vector.entry();
    List<String> others = new ArrayList<>();
    for (int padding = 1; padding <= 3; padding++) {
      others.add(entry + "=".repeat(padding));
    }
    others.addAll(List.of("", " " + entry, entry + " ", entry + "\n", entry + "A", "A" + entry));
    others.addAll(List.of(entry + entry, entry.substring(1), "!" + entry.substring(1)));
    others.add(entry.replace('-', '+').replace('_', '/') + (entry.matches("\\w+") ? "+" : ""));
    others.add(entry.substring(0, 20) + "\u0141" + entry.substring(21));
    for (int length = 0; length < entry.length(); length += 7) {
      others.add(entry.substring(0, length));
    }
    for (String other : others) {
      assertMalformed(other, other);
    }
  }

  @Test
  void refusesStrayBitsInTheLastCharacter() {
    int found = 0;
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (EnvelopeVector vector : vectors()) {
      String entry = vector.entry();
      byte[] bytes = Base64Url.decode(entry, Reason.ENVELOPE);
      for (int i = 0; i < alphabet.length(); i++) {
        String other = entry.substring(0, entry.length() - 1) + alphabet.charAt(i);
        if (entry.length() % 4 != 0
            && !other.equals(entry)
            && Arrays.equals(Base64.getUrlDecoder().decode(other), bytes)) {
          found++;
          assertMalformed(other, other);
        }
      }
    }
    assertThat(found).isPositive();
  }

  @Test
  void refusesLongEntriesUnread() {
    assertMalformed("long", "A".repeat(Envelope.MAX_ENTRY_CHARACTERS + 4));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesEveryOtherPlace(EnvelopeVector vector) {
    for (ObjectLocation other :
        List.of(
            ObjectLocation.of("photo", "pii/ünï 1.txt"),
            ObjectLocation.of("Photos", "pii/ünï 1.txt"),
            ObjectLocation.of("photos", "pii/ünï 1.txt "),
            ObjectLocation.of("photos", "pii/ünï 1.TXT"),
            ObjectLocation.of("photos", "/pii/ünï 1.txt"),
            ObjectLocation.of("photosp", "ii/ünï 1.txt"),
            ObjectLocation.of("photos", "pii/%C3%BCn%C3%AF%201.txt"),
            ObjectLocation.of("photos", "pii/u\u0308ni\u0308 1.txt"),
            ObjectLocation.of("", ""))) {
      assertSameRefusal(() -> SEALER.open(vector.envelope(), other, vector.keys()));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesEveryOtherKey(EnvelopeVector vector) {
    for (int layer = 0; layer < vector.fields().mode().layerCount(); layer++) {
      for (int bit = 0; bit < 256; bit += 5) {
        List<KeyEncryptionKey> keys = vector.keys();
        keys.get(layer).borrow()[bit / 8] ^= (byte) (1 << (bit % 8));
        assertSameRefusal(() -> SEALER.open(vector.envelope(), vector.location(), keys));
      }
    }
  }

  @Test
  void refusesOneLayersKeyForTheOther() {
    EnvelopeVector dsse = EnvelopeVector.of(Mode.DSSE_KMS);
    List<KeyEncryptionKey> keys = dsse.keys();

    assertSameRefusal(() -> SEALER.open(dsse.envelope(), dsse.location(), keys.reversed()));
    assertSameRefusal(() -> SEALER.openLayer(dsse.envelope(), 0, dsse.location(), keys.getLast()));
  }

  @Test
  void refusesAnotherObjectsSealUnderTheSameKey() {
    EnvelopeVector one = EnvelopeVector.of(Mode.SSE_KMS);
    ObjectLocation elsewhere = ObjectLocation.of("photos", "other");
    Envelope other =
        SEALER.seal(
            one.fields(), elsewhere, ObjectSecrets.random(1, RandomBytes.secure()), one.keys());

    assertSameRefusal(() -> SEALER.open(other, one.location(), one.keys()));
  }

  @Test
  void refusesACommitmentExchangedForAnotherKeys() {
    // Same salt, so that only the commitment tells the keys apart before the tag would.
    EnvelopeVector vector = EnvelopeVector.of(Mode.SSE_KMS);
    List<KeyEncryptionKey> wrong = EnvelopeVector.of(Mode.DSSE_KMS).keys().subList(1, 2);
    Envelope underWrong =
        new EnvelopeSealer(AesGcm.preferred(), vector.random())
            .seal(vector.fields(), vector.location(), vector.secrets(), wrong);
    RawEnvelope mixed = RawEnvelope.of(vector);
    byte[] other = Base64Url.decode(underWrong.entry(), Reason.ENVELOPE);
    int commitment = other.length - 112 + 32;
    System.arraycopy(other, commitment, mixed.seals, 32, 32);

    assertSameRefusal(
        () -> SEALER.open(Envelope.parse(mixed.entry()), vector.location(), vector.keys()));
    assertSameRefusal(() -> SEALER.open(Envelope.parse(mixed.entry()), vector.location(), wrong));
  }

  /** A wrong key, a wrong commitment and a damaged tag cannot be told apart. */
  private static void assertSameRefusal(ThrowingCallable open) {
    assertThatThrownBy(open)
        .isInstanceOf(IntegrityException.class)
        .hasMessage("SEAL: does not verify")
        .hasNoCause();
  }
}
