package io.sealgate.crypto.envelope;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to an envelope, it does not open, and every refusal looks the same. */
class EnvelopeTamperingTest {

  private static final EnvelopeSealer SEALER =
      new EnvelopeSealer(AesGcm.preferred(), RandomBytes.secure());

  /** Well-formed values for every field that there is, none as in the known answers. */
  private static final Map<Integer, byte[]> OTHER_VALUES =
      new TreeMap<>(
          Map.of(
              2, RawCbor.text("arn:aws:kms:us-east-1:123456789012:key/another"),
              3, RawCbor.bytes(new byte[184]),
              4, RawCbor.bytes("{}".getBytes(StandardCharsets.US_ASCII)),
              5, RawCbor.truth(true),
              6, RawCbor.bytes(new byte[76]),
              7, RawCbor.bytes(new byte[16]),
              8, RawCbor.bytes(new byte[192]),
              9, RawCbor.bytes(new byte[184])));

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
  void refusesEveryFieldChangedToAnotherGoodValue(EnvelopeVector vector) {
    for (int key : RawEnvelope.of(vector).fields.keySet()) {
      if (key != 1 && key != 5) {
        RawEnvelope raw = RawEnvelope.of(vector);
        boolean dsse = key == 6 && vector.fields().mode() == Mode.DSSE_KMS;
        raw.fields.put(key, dsse ? RawCbor.bytes(new byte[152]) : OTHER_VALUES.get(key));
        assertThat(Envelope.parse(raw.entry())).as("well-formed with another %d", key).isNotNull();
        assertRefused("field " + key + " changed", vector, raw.entry());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesEveryOtherMode(EnvelopeVector vector) {
    for (int mode = 0; mode <= 24; mode++) {
      if (mode != vector.fields().mode().code()) {
        RawEnvelope raw = RawEnvelope.of(vector);
        raw.fields.put(1, RawCbor.unsigned(mode));
        assertRefused("mode " + mode, vector, raw.entry());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesEveryFieldDropped(EnvelopeVector vector) {
    for (int key : RawEnvelope.of(vector).fields.keySet()) {
      RawEnvelope raw = RawEnvelope.of(vector);
      raw.fields.remove(key);
      if (!Set.of(4, 5, 8).contains(key)) {
        assertMalformed("without field " + key, raw.entry());
      }
      assertRefused("without field " + key, vector, raw.entry());
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesEveryFieldThatItsModeOrBodyDoesNotHave(EnvelopeVector vector) {
    Set<Integer> optional =
        switch (vector.fields().mode()) {
          case SSE_S3 -> Set.of(5, 8);
          case SSE_KMS -> Set.of(4, 5, 8);
          case DSSE_KMS -> Set.of(4, 8);
          case SSE_C -> Set.of(8);
        };
    boolean multipart = vector.fields().body() instanceof BodyReference.Multipart;
    for (int key = 0; key <= 30; key++) {
      RawEnvelope raw = RawEnvelope.of(vector);
      byte[] added = OTHER_VALUES.getOrDefault(key, RawCbor.unsigned(1));
      if (raw.fields.putIfAbsent(key, added) == null) {
        if (!optional.contains(key) || (key == 8 && multipart)) {
          assertMalformed("with field " + key, raw.entry());
        }
        assertRefused("with field " + key, vector, raw.entry());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesEveryFieldOfAnotherTypeOrSize(EnvelopeVector vector) {
    List<byte[]> values =
        List.of(
            RawCbor.bytes(new byte[0]),
            RawCbor.bytes(new byte[15]),
            RawCbor.bytes(new byte[17]),
            RawCbor.bytes(new byte[75]),
            RawCbor.bytes(new byte[77]),
            RawCbor.bytes(new byte[151]),
            RawCbor.bytes(new byte[153]),
            RawCbor.bytes(new byte[191]),
            RawCbor.bytes(new byte[193]),
            RawCbor.bytes(new byte[6145]),
            RawCbor.text(""),
            RawCbor.text("x".repeat(2049)),
            RawCbor.text("x".repeat(76)),
            RawCbor.unsigned(5),
            RawCbor.truth(false),
            RawCbor.map(),
            RawCbor.array(),
            new byte[] {(byte) 0xf6});
    for (int key : RawEnvelope.of(vector).fields.keySet()) {
      for (byte[] value : values) {
        RawEnvelope raw = RawEnvelope.of(vector);
        raw.fields.put(key, value);
        assertRefused("field " + key, vector, raw.entry());
      }
    }
    for (int key : Set.of(6, 7, 8)) {
      for (byte[] value : values) {
        RawEnvelope raw = RawEnvelope.of(vector);
        if (raw.fields.replace(key, value) != null) {
          assertMalformed("field " + key, raw.entry());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesFieldsInAnotherOrderOrTwice(EnvelopeVector vector) {
    RawEnvelope raw = RawEnvelope.of(vector);
    byte[][] entries = raw.entries();
    for (int i = 0; i + 1 < entries.length; i++) {
      byte[][] exchanged = entries.clone();
      exchanged[i] = entries[i + 1];
      exchanged[i + 1] = entries[i];
      assertMalformed("order", raw.entry(RawCbor.map(exchanged)));
    }
    for (int i = 0; i < entries.length; i++) {
      byte[][] twice = Arrays.copyOf(entries, entries.length + 1);
      System.arraycopy(entries, i, twice, i + 1, entries.length - i);
      assertMalformed("twice", raw.entry(RawCbor.map(twice)));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesFieldsInAnyOtherEncoding(EnvelopeVector vector) {
    RawEnvelope raw = RawEnvelope.of(vector);
    byte[][] entries = raw.entries();
    byte[] all = RawCbor.join(entries);
    byte[] fields = raw.encodedFields();
    List<byte[]> others = new ArrayList<>();
    others.add(RawCbor.join(RawCbor.longHead(RawCbor.MAP, entries.length, 1), all));
    others.add(RawCbor.join(new byte[] {(byte) 0xbf}, all, new byte[] {(byte) 0xff}));
    others.add(RawCbor.join(RawCbor.head(RawCbor.TAG, 55799), fields));
    others.add(RawCbor.join(fields, new byte[1]));
    others.add(RawCbor.join(fields, fields));
    others.add(Arrays.copyOf(fields, fields.length - 1));
    others.add(new byte[0]);
    others.add(RawCbor.map());
    for (byte[] other : others) {
      assertMalformed("encoding", raw.entry(other));
    }
    int index = 0;
    for (Map.Entry<Integer, byte[]> field : raw.fields.entrySet()) {
      byte[] value = field.getValue();
      if (value[0] >> 5 == RawCbor.UNSIGNED) {
        RawEnvelope longer = RawEnvelope.of(vector);
        longer.fields.put(field.getKey(), RawCbor.longHead(RawCbor.UNSIGNED, value[0], 1));
        assertMalformed("longer field " + field.getKey(), longer.entry());
      }
      byte[][] textKey = entries.clone();
      textKey[index++] = RawCbor.join(RawCbor.text("" + field.getKey()), value);
      assertMalformed("text key " + field.getKey(), raw.entry(RawCbor.map(textKey)));
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

  private static void assertRefused(String what, EnvelopeVector vector, String entry) {
    assertThatThrownBy(() -> openWhole(vector, entry))
        .as(what)
        .isInstanceOfSatisfying(
            IntegrityException.class,
            e -> assertThat(e.reason()).isIn(Reason.ENVELOPE, Reason.SEAL));
  }

  /** As many of the right keys as the envelope now claims to need. */
  private static ObjectSecrets openWhole(EnvelopeVector vector, String entry) {
    Envelope envelope = Envelope.parse(entry);
    List<KeyEncryptionKey> keys = new ArrayList<>(vector.keys());
    keys.add(keys.getFirst());
    return SEALER.open(
        envelope, vector.location(), keys.subList(0, envelope.fields().mode().layerCount()));
  }

  private static void assertMalformed(String what, String entry) {
    assertThatThrownBy(() -> Envelope.parse(entry))
        .as(what)
        .isInstanceOfSatisfying(
            IntegrityException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ENVELOPE));
  }

  /** A wrong key, a wrong commitment and a damaged tag cannot be told apart. */
  private static void assertSameRefusal(ThrowingCallable open) {
    assertThatThrownBy(open)
        .isInstanceOf(IntegrityException.class)
        .hasMessage("SEAL: does not verify")
        .hasNoCause();
  }
}
