package io.sealgate.crypto.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartIdentity;
import io.sealgate.crypto.cbor.CborForm;
import io.sealgate.crypto.cbor.CborReader;
import io.sealgate.crypto.cbor.CborWriter;
import io.sealgate.crypto.cbor.DeterministicCbor;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The CBOR map of a record's private part (FORMAT §4), which needs the clear part to be read. */
final class RecordPrivateForm implements CborForm<CompletionRecord> {

  /** Salts, keys and one digest of ten thousand parts of two layers, and some. */
  static final int MAX_BYTES = 2304 * 1024;

  private static final int SALTS = 1;
  private static final int SHOWN_ETAG = 2;
  private static final int DIGESTS = 3;
  private static final int CHECKSUM_TYPE = 4;
  private static final int SEALED_KEYS = 5;
  private static final int PART_DIGESTS = 6;

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
    Bytes sealedKeys = Bytes.EMPTY;
    Map<DigestType, Bytes> partDigests = Map.of();
    in.openMap();
    for (int key = in.nextKey(); key != CborReader.END; key = in.nextKey()) {
      switch (key) {
        case SALTS -> salts = in.bytes(PartIdentity.SALT_BYTES, MAX_BYTES);
        case SHOWN_ETAG -> shownETag = in.text(CompletionRecord.MAX_ETAG_BYTES);
        case DIGESTS -> digests = DigestsForm.read(in);
        case CHECKSUM_TYPE -> checksumType = checksumType(in);
        case SEALED_KEYS -> sealedKeys = in.bytes(PartHeader.SEALED_KEY_BYTES, MAX_BYTES);
        case PART_DIGESTS -> partDigests = partDigests(in);
        default -> throw in.refused("known field");
      }
    }
    if (salts == null || digests == null || checksumType == null) {
      throw in.refused("mandatory field");
    }
    return new CompletionRecord(
        layout, salts, shownETag, digests, checksumType, new PartExtras(sealedKeys, partDigests));
  }

  @Override
  public void write(CompletionRecord completion, CborWriter out) {
    PartExtras extras = completion.extras();
    int entries = completion.shownETag() == null ? 3 : 4;
    entries += extras.knowsHeaders() ? 1 : 0;
    entries += extras.digests().isEmpty() ? 0 : 1;
    out.openMap(entries);
    out.key(SALTS).bytes(completion.salts());
    completion.eTag().ifPresent(eTag -> out.key(SHOWN_ETAG).text(eTag));
    out.key(DIGESTS);
    DigestsForm.write(completion.digests(), out);
    out.key(CHECKSUM_TYPE).text(completion.checksumType().name());
    if (extras.knowsHeaders()) {
      out.key(SEALED_KEYS).bytes(extras.sealedKeys());
    }
    if (!extras.digests().isEmpty()) {
      out.key(PART_DIGESTS).openMap(extras.digests().size());
      extras.digests().forEach((type, values) -> out.key(type.code()).bytes(values));
      out.closeMap();
    }
    out.closeMap();
  }

  private static Map<DigestType, Bytes> partDigests(CborReader in) {
    Map<DigestType, Bytes> digests = new EnumMap<>(DigestType.class);
    in.openMap();
    for (int code = in.nextKey(); code != CborReader.END; code = in.nextKey()) {
      DigestType type = DigestType.ofCode(code).orElseThrow(() -> in.refused("known digest type"));
      digests.put(type, in.bytes(type.lengthBytes(), MAX_BYTES));
    }
    if (digests.isEmpty()) {
      throw in.refused("digest");
    }
    return digests;
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
