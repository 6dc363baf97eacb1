package io.sealgate.crypto.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.document.UploadDocument.PassedThrough;
import io.sealgate.crypto.document.UploadDocument.Sealed;
import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.key.ObjectSecrets;
import io.sealgate.crypto.multipart.ChecksumType;
import java.util.Arrays;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UploadDocumentTest {

  @Test
  void readsWhatItWrote() {
    for (DeclaredChecksum checksum :
        new @Nullable DeclaredChecksum[] {
          null,
          new DeclaredChecksum(DigestType.CRC64NVME, null),
          new DeclaredChecksum(DigestType.SHA256, ChecksumType.COMPOSITE),
          new DeclaredChecksum(DigestType.CRC32, ChecksumType.FULL_OBJECT)
        }) {
      UploadDocument document = SampleDocuments.sealed(checksum);
      UploadDocument read = UploadDocument.decode(document.encode());

      assertThat(read.declaredChecksum()).isEqualTo(checksum);
      assertThat(read.createdEpochSeconds()).isEqualTo(1_700_000_000L);
      assertThat(read.encode()).isEqualTo(document.encode());
      Sealed sealed = (Sealed) read.body();
      assertThat(sealed.recordId()).isEqualTo(((Sealed) document.body()).recordId());
    }
  }

  @Test
  void needsNoKeysForAnUploadThatIsNotSealed() {
    UploadDocument document = new UploadDocument(new PassedThrough(), 1_700_000_000L, null);
    byte[] content = document.encode();
    assertThat(HexFormat.of().formatHex(content)).isEqualTo("00" + "a1" + "02" + "1a6553f100");
    assertThat(UploadDocument.decode(content)).isEqualTo(document);
  }

  @Test
  void zeroesTheKeysItWasReadFromAndThoseItHolds() {
    byte[] content = SampleDocuments.sealed(null).encode();
    UploadDocument read = UploadDocument.decode(content);
    assertThat(content).containsOnly(0);
    byte[] keys = SampleDocuments.keys(read).borrowRecordKey();
    assertThat(keys).isNotEqualTo(new byte[keys.length]);
    read.close();
    assertThat(keys).containsOnly(0);
    assertThat(read.toString()).contains("secret");
  }

  @Test
  void refusesKeysAndEnvelopeWithoutEachOther() {
    byte[] whole = SampleDocuments.sealed(null).encode();
    byte[] withoutKeys = Arrays.copyOfRange(whole, MultipartKeys.LENGTH_BYTES, whole.length);
    withoutKeys[0] = 0;
    assertRefused(() -> UploadDocument.decode(withoutKeys));

    byte[] withoutEnvelope = HexFormat.of().parseHex("40" + "00".repeat(64) + "a1021a6553f100");
    assertRefused(() -> UploadDocument.decode(withoutEnvelope));
  }

  @Test
  void refusesWhatIsNoDocument() {
    for (String content :
        new String[] {
          "", // nothing
          "00", // no map
          "01ff" + "a1021a6553f100", // keys of another length
          "40", // cut in the keys
          "00" + "a0", // no instant
          "00" + "a1021b000000006553f100", // not in its shortest form
          "00" + "a1021a6553f10000", // bytes behind
          "00" + "a2021a6553f1000501", // unknown field
          "00" + "a2021a6553f100030b", // unknown digest
          "00" + "a2021a6553f1000469434f4d504f53495445", // a type without an algorithm
          "00" + "a3021a6553f1000303046457484f4c45", // unknown type
          "00" + "a2016002" + "1a6553f100", // an empty envelope
        }) {
      assertRefused(() -> UploadDocument.decode(HexFormat.of().parseHex(content)));
    }
  }

  @Test
  void refusesTheEnvelopeOfAPutObject() {
    try (ObjectSecrets secrets = ObjectSecrets.random(1, SampleDocuments.RANDOM)) {
      BodyReference single =
          new BodyReference.SinglePart(Bytes.copyOf(new byte[PartHeader.CORE_BYTES]), null);
      assertThatThrownBy(
              () -> new Sealed(SampleDocuments.envelope(single, secrets), secrets.multipartKeys()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            IntegrityException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DOCUMENT));
  }
}
