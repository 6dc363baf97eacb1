package io.sealgate.crypto.envelope;

import io.sealgate.crypto.Base64Url;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A sealed envelope: the fields, and per layer the object's secret under its key-encryption key
 * (FORMAT §3). It is well-formed, yet nothing in it is trusted until {@link EnvelopeSealer} has
 * opened it.
 */
public final class Envelope {

  /** The name of the user-metadata entry, without the header's prefix. */
  public static final String ENTRY_NAME = "sealgate";

  /** Longer entries are refused unread; S3 itself stops at 2 KB. */
  public static final int MAX_ENTRY_CHARACTERS = 16 * 1024;

  private static final byte[] MAGIC = "SG1E".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = MAGIC.length + 1 + Short.BYTES;

  private final EnvelopeFields fields;
  private final byte[] transportedFields;
  private final Seal[] seals;
  private final String entry;

  private Envelope(EnvelopeFields fields, byte[] transportedFields, Seal[] seals, String entry) {
    this.fields = fields;
    this.transportedFields = transportedFields;
    this.seals = seals;
    this.entry = entry;
  }

  /**
   * Reads an envelope from the value of its metadata entry.
   *
   * @param entry the value, as it came
   * @throws IntegrityException ({@code ENVELOPE}) when it is anything but the one spelling of an
   *     envelope of known version, mode and fields
   */
  public static Envelope parse(String entry) {
    if (entry.length() > MAX_ENTRY_CHARACTERS) {
      throw malformed("is too long");
    }
    byte[] bytes = Base64Url.decode(entry, Reason.ENVELOPE);
    if (bytes.length < HEAD_BYTES) {
      throw malformed("is too short");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    for (byte expected : MAGIC) {
      if (in.get() != expected) {
        throw malformed("does not start as one");
      }
    }
    if (in.get() != VERSION) {
      throw malformed("has an unknown version");
    }
    int fieldsBytes = Short.toUnsignedInt(in.getShort());
    if (fieldsBytes > in.remaining()) {
      throw malformed("is cut");
    }
    byte[] transportedFields = new byte[fieldsBytes];
    in.get(transportedFields);
    EnvelopeFields fields = EnvelopeFieldsForm.decode(transportedFields);
    Seal[] seals = new Seal[fields.mode().layerCount()];
    if (in.remaining() != seals.length * Seal.LENGTH_BYTES) {
      throw malformed("does not have its layers' seals");
    }
    for (int layer = 0; layer < seals.length; layer++) {
      seals[layer] = Seal.read(in);
    }
    return new Envelope(fields, transportedFields, seals, entry);
  }

  /** Joins fields and the seals made for exactly these bytes of them. */
  static Envelope of(EnvelopeFields fields, byte[] transportedFields, Seal[] seals) {
    ByteBuffer out =
        ByteBuffer.allocate(
                HEAD_BYTES + transportedFields.length + seals.length * Seal.LENGTH_BYTES)
            .put(MAGIC)
            .put(VERSION)
            .putShort((short) transportedFields.length)
            .put(transportedFields);
    for (Seal seal : seals) {
      seal.write(out);
    }
    return new Envelope(fields, transportedFields, seals, Base64Url.encode(out.array()));
  }

  static long entryCharacters(int fieldsBytes, Mode mode) {
    return Base64Url.characters(
        HEAD_BYTES + fieldsBytes + (long) mode.layerCount() * Seal.LENGTH_BYTES);
  }

  /** The fields, not to be believed before a seal has been opened. */
  public EnvelopeFields fields() {
    return fields;
  }

  /** The value of the metadata entry. */
  public String entry() {
    return entry;
  }

  /** The fields as they came, which the seals authenticate; borrowed. */
  byte[] transportedFields() {
    return transportedFields;
  }

  Seal seal(int layer) {
    return seals[layer];
  }

  @Override
  public String toString() {
    return "Envelope[" + fields.mode() + "]";
  }

  private static IntegrityException malformed(String detail) {
    return new IntegrityException(Reason.ENVELOPE, detail);
  }
}
