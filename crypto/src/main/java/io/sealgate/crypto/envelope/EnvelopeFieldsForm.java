package io.sealgate.crypto.envelope;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartLayout;
import io.sealgate.crypto.cbor.CborForm;
import io.sealgate.crypto.cbor.CborReader;
import io.sealgate.crypto.cbor.CborWriter;
import io.sealgate.crypto.cbor.DeterministicCbor;
import io.sealgate.crypto.envelope.BodyReference.Multipart;
import io.sealgate.crypto.envelope.BodyReference.SinglePart;
import org.jspecify.annotations.Nullable;

/**
 * The fields' CBOR map (FORMAT §3). A field that is foreign to the mode or to the kind of body has
 * no place in {@link EnvelopeFields}, is not written again, and so fails the comparison of {@link
 * DeterministicCbor}.
 */
final class EnvelopeFieldsForm implements CborForm<EnvelopeFields> {

  /** The field's length is a {@code u16} in the envelope. */
  static final int MAX_FIELDS_BYTES = 0xffff;

  private static final EnvelopeFieldsForm FORM = new EnvelopeFieldsForm();

  private static final int MODE = 1;
  private static final int KEY_ARN = 2;
  private static final int WRAPPED_KEY_0 = 3;
  private static final int CLIENT_CONTEXT = 4;
  private static final int BUCKET_KEY = 5;
  private static final int HEADERS = 6;
  private static final int RECORD_ID = 7;
  private static final int FACTS = 8;
  private static final int WRAPPED_KEY_1 = 9;

  private EnvelopeFieldsForm() {}

  static byte[] encode(EnvelopeFields fields) {
    return DeterministicCbor.encode(FORM, fields);
  }

  static EnvelopeFields decode(byte[] encoded) {
    return DeterministicCbor.decode(FORM, encoded, MAX_FIELDS_BYTES, Reason.ENVELOPE);
  }

  @Override
  public EnvelopeFields read(CborReader in) {
    Found found = new Found();
    in.openMap();
    for (int key = in.nextKey(); key != CborReader.END; key = in.nextKey()) {
      switch (key) {
        case MODE -> found.mode = in.unsignedInteger(Mode.values().length);
        case KEY_ARN -> found.keyArn = in.text(Wrapping.Kms.MAX_KEY_ARN_BYTES);
        case WRAPPED_KEY_0 -> found.wrapped0 = in.bytes(1, Wrapping.Kms.MAX_WRAPPED_KEY_BYTES);
        case CLIENT_CONTEXT -> found.context = in.bytes(1, Wrapping.Kms.MAX_CLIENT_CONTEXT_BYTES);
        case BUCKET_KEY -> found.bucketKey = in.truth();
        case HEADERS -> found.headers = in.bytes(PartHeader.CORE_BYTES, 2 * PartHeader.CORE_BYTES);
        case RECORD_ID ->
            found.recordId = new RecordId(in.bytes(RecordId.LENGTH_BYTES, RecordId.LENGTH_BYTES));
        case FACTS -> found.facts = in.bytes(PartLayout.FACTS_BYTES, PartLayout.FACTS_BYTES);
        case WRAPPED_KEY_1 -> found.wrapped1 = in.bytes(1, Wrapping.Kms.MAX_WRAPPED_KEY_BYTES);
        default -> throw in.refused("known field");
      }
    }
    Mode mode = Mode.ofCode(found.mode).orElseThrow(() -> in.refused("known mode"));
    return new EnvelopeFields(found.wrapping(mode, in), found.body(in));
  }

  @Override
  public void write(EnvelopeFields fields, CborWriter out) {
    Wrapping wrapping = fields.wrapping();
    out.openMap(entryCount(fields)).key(MODE).unsignedInteger(wrapping.mode().code());
    if (wrapping instanceof Wrapping.Kms kms) {
      out.key(KEY_ARN).text(kms.keyArn());
      out.key(WRAPPED_KEY_0).bytes(kms.wrappedKeys().getFirst());
      kms.clientContext().ifPresent(context -> out.key(CLIENT_CONTEXT).bytes(context));
      if (kms.bucketKey()) {
        out.key(BUCKET_KEY).truth(true);
      }
    }
    switch (fields.body()) {
      case SinglePart part -> {
        out.key(HEADERS).bytes(part.headers());
        part.factsCopy().ifPresent(facts -> out.key(FACTS).bytes(facts));
      }
      case Multipart multipart -> out.key(RECORD_ID).bytes(multipart.recordId().value());
    }
    if (wrapping instanceof Wrapping.DsseKms dsse) {
      out.key(WRAPPED_KEY_1).bytes(dsse.outerWrappedKey());
    }
    out.closeMap();
  }

  private static int entryCount(EnvelopeFields fields) {
    int wrappingEntries =
        switch (fields.wrapping()) {
          case Wrapping.SseC _ -> 0;
          case Wrapping.Kms kms ->
              1
                  + kms.wrappedKeys().size()
                  + (kms.clientContext().isPresent() ? 1 : 0)
                  + (kms.bucketKey() ? 1 : 0);
        };
    int bodyEntries =
        switch (fields.body()) {
          case SinglePart part -> part.facts() == null ? 1 : 2;
          case Multipart _ -> 1;
        };
    return 1 + wrappingEntries + bodyEntries;
  }

  /** What has been read so far. */
  private static final class Found {
    int mode;
    @Nullable String keyArn;
    @Nullable Bytes wrapped0;
    @Nullable Bytes wrapped1;
    @Nullable Bytes context;
    boolean bucketKey;
    @Nullable Bytes headers;
    @Nullable RecordId recordId;
    @Nullable Bytes facts;

    Wrapping wrapping(Mode mode, CborReader in) {
      return switch (mode) {
        case SSE_S3 ->
            new Wrapping.SseS3(mandatory(keyArn, in), mandatory(wrapped0, in), bucketKey);
        case SSE_KMS ->
            new Wrapping.SseKms(mandatory(keyArn, in), mandatory(wrapped0, in), context, bucketKey);
        case DSSE_KMS ->
            new Wrapping.DsseKms(
                mandatory(keyArn, in), mandatory(wrapped0, in), mandatory(wrapped1, in), context);
        case SSE_C -> new Wrapping.SseC();
      };
    }

    BodyReference body(CborReader in) {
      return recordId != null
          ? new Multipart(recordId)
          : new SinglePart(mandatory(headers, in), facts);
    }

    private static <T> T mandatory(@Nullable T value, CborReader in) {
      if (value == null) {
        throw in.refused("mandatory field");
      }
      return value;
    }
  }
}
