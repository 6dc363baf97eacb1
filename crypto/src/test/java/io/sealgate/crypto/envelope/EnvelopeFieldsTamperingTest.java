package io.sealgate.crypto.envelope;

import static io.sealgate.crypto.envelope.EntryRefusals.assertMalformed;
import static io.sealgate.crypto.envelope.EntryRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.cbor.RawCbor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields of an envelope that were changed, dropped, added or written otherwise. */
class EnvelopeFieldsTamperingTest {

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
}
