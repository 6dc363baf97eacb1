package io.sealgate.crypto.envelope;

import io.sealgate.crypto.Base64Url;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.cbor.RawCbor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.TreeMap;

/** An envelope taken apart into bytes, to be changed and put together again. */
final class RawEnvelope {

  private static final int HEAD_BYTES = 7;

  /** The encoded value of each field. */
  final TreeMap<Integer, byte[]> fields = new TreeMap<>();

  final byte[] head;
  byte[] seals;

  private RawEnvelope(byte[] head, byte[] seals) {
    this.head = head;
    this.seals = seals;
  }

  static RawEnvelope of(EnvelopeVector vector) {
    byte[] bytes = Base64Url.decode(vector.entry(), Reason.ENVELOPE);
    int fieldsBytes = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(5));
    RawEnvelope raw =
        new RawEnvelope(
            Arrays.copyOf(bytes, HEAD_BYTES),
            Arrays.copyOfRange(bytes, HEAD_BYTES + fieldsBytes, bytes.length));
    raw.readFields(Arrays.copyOfRange(bytes, HEAD_BYTES, HEAD_BYTES + fieldsBytes));
    return raw;
  }

  /** The fields as the format wants them. */
  byte[] encodedFields() {
    return RawCbor.map(entries());
  }

  /** Each field as key and value, in ascending order of the keys. */
  byte[][] entries() {
    return fields.entrySet().stream()
        .map(field -> RawCbor.join(RawCbor.unsigned(field.getKey()), field.getValue()))
        .toArray(byte[][]::new);
  }

  /** The entry with the fields as the format wants them. */
  String entry() {
    return entry(encodedFields());
  }

  /** The entry with these bytes instead of the fields. */
  String entry(byte[] encodedFields) {
    ByteBuffer.wrap(head).putShort(5, (short) encodedFields.length);
    return Base64Url.encode(RawCbor.join(head, encodedFields, seals));
  }

  /** Reads a map of integers, texts, byte strings and booleans whose encoding is well-formed. */
  private void readFields(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    int count = in.get() & 0x1f;
    for (int i = 0; i < count; i++) {
      int key = in.get();
      int start = in.position();
      int initial = in.get() & 0xff;
      int argument = initial & 0x1f;
      if (initial >> 5 != 7 && argument == 24) {
        argument = in.get() & 0xff;
      } else if (initial >> 5 != 7 && argument == 25) {
        argument = Short.toUnsignedInt(in.getShort());
      }
      if (initial >> 5 == RawCbor.BYTES || initial >> 5 == RawCbor.TEXT) {
        in.position(in.position() + argument);
      }
      fields.put(key, Arrays.copyOfRange(encoded, start, in.position()));
    }
  }
}
