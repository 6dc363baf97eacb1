package io.sealgate.crypto.document;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.cbor.CborForm;
import io.sealgate.crypto.cbor.CborReader;
import io.sealgate.crypto.cbor.CborWriter;
import io.sealgate.crypto.cbor.DeterministicCbor;
import io.sealgate.crypto.document.UploadDocument.PassedThrough;
import io.sealgate.crypto.document.UploadDocument.Sealed;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.multipart.ChecksumType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The content of an upload document (FORMAT §8): the keys, then a CBOR map. The keys stand before
 * the map so that they never pass a codec's buffers, which nobody zeroes.
 */
final class UploadDocumentForm implements CborForm<UploadDocumentForm.Clear> {

  private static final int MAX_BYTES = Envelope.MAX_ENTRY_CHARACTERS + 256;
  private static final int MAX_TYPE_BYTES = 16;
  private static final int MAX_DIGEST_CODE = 255;

  private static final UploadDocumentForm FORM = new UploadDocumentForm();

  private static final int ENVELOPE = 1;
  private static final int CREATED = 2;
  private static final int CHECKSUM_ALGORITHM = 3;
  private static final int CHECKSUM_TYPE = 4;

  private UploadDocumentForm() {}

  /** What of a document is no key. */
  record Clear(@Nullable Envelope envelope, long created, @Nullable DeclaredChecksum checksum) {}

  static byte[] encode(UploadDocument document) {
    byte[] keys =
        switch (document.body()) {
          case Sealed sealed -> sealed.keys().toStored();
          case PassedThrough _ -> new byte[0];
        };
    Envelope envelope =
        switch (document.body()) {
          case Sealed sealed -> sealed.envelope();
          case PassedThrough _ -> null;
        };
    byte[] map =
        DeterministicCbor.encode(
            FORM, new Clear(envelope, document.createdEpochSeconds(), document.declaredChecksum()));
    byte[] content = new byte[1 + keys.length + map.length];
    content[0] = (byte) keys.length;
    System.arraycopy(keys, 0, content, 1, keys.length);
    System.arraycopy(map, 0, content, 1 + keys.length, map.length);
    Arrays.fill(keys, (byte) 0);
    return content;
  }

  static UploadDocument decode(byte[] content) {
    byte[] keys = new byte[0];
    try {
      int keyBytes = content.length == 0 ? -1 : content[0];
      if ((keyBytes != 0 && keyBytes != MultipartKeys.LENGTH_BYTES)
          || content.length < 1 + keyBytes) {
        throw new IntegrityException(Reason.DOCUMENT, "an upload document without its keys");
      }
      keys = Arrays.copyOfRange(content, 1, 1 + keyBytes);
      Clear clear =
          DeterministicCbor.decode(
              FORM,
              Arrays.copyOfRange(content, 1 + keyBytes, content.length),
              MAX_BYTES,
              Reason.DOCUMENT);
      return new UploadDocument(body(keys, clear.envelope()), clear.created(), clear.checksum());
    } finally {
      Arrays.fill(content, (byte) 0);
      Arrays.fill(keys, (byte) 0);
    }
  }

  @Override
  public Clear read(CborReader in) {
    @Nullable Envelope envelope = null;
    long created = -1;
    @Nullable DigestType algorithm = null;
    @Nullable ChecksumType type = null;
    in.openMap();
    for (int key = in.nextKey(); key != CborReader.END; key = in.nextKey()) {
      switch (key) {
        case ENVELOPE -> envelope = envelope(in);
        case CREATED -> created = in.unsignedInteger(Long.MAX_VALUE);
        case CHECKSUM_ALGORITHM ->
            algorithm =
                DigestType.ofCode(in.unsignedInteger(MAX_DIGEST_CODE))
                    .orElseThrow(() -> in.refused("known digest type"));
        case CHECKSUM_TYPE -> type = ChecksumType.valueOf(in.text(MAX_TYPE_BYTES));
        default -> throw in.refused("known field");
      }
    }
    if (created < 0 || (algorithm == null && type != null)) {
      throw in.refused("mandatory field");
    }
    return new Clear(
        envelope, created, algorithm == null ? null : new DeclaredChecksum(algorithm, type));
  }

  @Override
  public void write(Clear clear, CborWriter out) {
    Envelope envelope = clear.envelope();
    DeclaredChecksum checksum = clear.checksum();
    ChecksumType type = checksum == null ? null : checksum.declaredType();
    out.openMap(
        1 + (envelope == null ? 0 : 1) + (checksum == null ? 0 : 1) + (type == null ? 0 : 1));
    if (envelope != null) {
      out.key(ENVELOPE).text(envelope.entry());
    }
    out.key(CREATED).unsignedInteger(clear.created());
    if (checksum != null) {
      out.key(CHECKSUM_ALGORITHM).unsignedInteger(checksum.algorithm().code());
    }
    if (type != null) {
      out.key(CHECKSUM_TYPE).text(type.name());
    }
    out.closeMap();
  }

  private static Envelope envelope(CborReader in) {
    try {
      return Envelope.parse(in.text(Envelope.MAX_ENTRY_CHARACTERS));
    } catch (IntegrityException _) {
      throw in.refused("envelope");
    }
  }

  private static UploadDocument.Body body(byte[] keys, @Nullable Envelope envelope) {
    if (envelope == null && keys.length == 0) {
      return new PassedThrough();
    }
    if (envelope == null || keys.length == 0) {
      throw new IntegrityException(Reason.DOCUMENT, "keys and envelope without each other");
    }
    try {
      return new Sealed(envelope, MultipartKeys.owning(keys));
    } catch (IllegalArgumentException _) {
      throw new IntegrityException(Reason.DOCUMENT, "the envelope of a PutObject");
    }
  }
}
