package io.sealgate.crypto.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.PartIdentity;
import io.sealgate.crypto.cbor.CborForm;
import io.sealgate.crypto.cbor.CborReader;
import io.sealgate.crypto.cbor.CborWriter;
import io.sealgate.crypto.cbor.DeterministicCbor;
import org.jspecify.annotations.Nullable;

/** The CBOR map of a record's private part (FORMAT §4), which needs the clear part to be read. */
final class RecordPrivateForm implements CborForm<CompletionRecord> {

  /** The salts of ten thousand parts of two layers, and some. */
  static final int MAX_BYTES = 512 * 1024;

  private static final int SALTS = 1;
  private static final int SHOWN_ETAG = 2;
  private static final int DIGESTS = 3;
  private static final int CHECKSUM_TYPE = 4;

  private final RecordLayout layout;

  private RecordPrivateForm(RecordLayout layout) {
    this.layout = layout;
  }

  static byte[] encode(CompletionRecord completion) {
    return DeterministicCbor.encode(new RecordPrivateForm(completion.layout()), completion);
  }

  static CompletionRecord decode(byte[] encoded, RecordLayout layout) {
    return DeterministicCbor.decode(
        new RecordPrivateForm(layout), encoded, MAX_BYTES, Reason.RECORD);
  }

  @Override
  public CompletionRecord read(CborReader in) {
    @Nullable Bytes salts = null;
    @Nullable String shownETag = null;
    @Nullable Digests digests = null;
    @Nullable ChecksumType checksumType = null;
    in.openMap();
    for (int key = in.nextKey(); key != CborReader.END; key = in.nextKey()) {
      switch (key) {
        case SALTS -> salts = in.bytes(PartIdentity.SALT_BYTES, MAX_BYTES);
        case SHOWN_ETAG -> shownETag = in.text(CompletionRecord.MAX_ETAG_BYTES);
        case DIGESTS -> digests = DigestsForm.read(in);
        case CHECKSUM_TYPE -> checksumType = checksumType(in);
        default -> throw in.refused("known field");
      }
    }
    if (salts == null || digests == null || checksumType == null) {
      throw in.refused("mandatory field");
    }
    return new CompletionRecord(layout, salts, shownETag, digests, checksumType);
  }

  @Override
  public void write(CompletionRecord completion, CborWriter out) {
    out.openMap(completion.shownETag() == null ? 3 : 4);
    out.key(SALTS).bytes(completion.salts());
    completion.eTag().ifPresent(eTag -> out.key(SHOWN_ETAG).text(eTag));
    out.key(DIGESTS);
    DigestsForm.write(completion.digests(), out);
    out.key(CHECKSUM_TYPE).text(completion.checksumType().name()).closeMap();
  }

  private static ChecksumType checksumType(CborReader in) {
    String name = in.text(16);
    for (ChecksumType type : ChecksumType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw in.refused("known checksum type");
  }
}
