package io.sealgate.crypto.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.envelope.ObjectLocation;
import io.sealgate.crypto.key.DataKey;
import io.sealgate.crypto.key.KeyEncryptionKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentSealerTest {

  private static final RandomBytes RANDOM = RandomBytes.secure();
  private static final String ARN = "arn:aws:kms:us-east-1:123456789012:key/one";
  private static final UploadName UPLOAD =
      new UploadName(ObjectLocation.of("photos", "a/b.txt"), "upload-1");

  private final DocumentSealer sealer = new DocumentSealer(AesGcm.preferred(), RANDOM);
  private final DataKey key = dataKey(RANDOM.bytes(32));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, SealedDocument.MAX_CONTENT_BYTES})
  void opensWhatItSealed(int lengthBytes) {
    byte[] content = RANDOM.bytes(lengthBytes);
    byte[] stored = sealer.seal(content, UPLOAD.binding(), key).stored();

    assertThat(stored.length).isLessThanOrEqualTo(SealedDocument.MAX_STORED_BYTES);
    SealedDocument document = SealedDocument.parse(stored);
    assertThat(document.keyArn()).isEqualTo(ARN);
    assertThat(document.wrappedKey()).isEqualTo(key.wrapped());
    assertThat(sealer.open(document, UPLOAD.binding(), key.plaintext())).isEqualTo(content);
  }

  /** Computed by the byte table with Python's cryptography package. */
  @Test
  void storesWhatTheFormatSays() {
    byte[] salt = new byte[32];
    byte[] keyBytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      keyBytes[i] = (byte) i;
      salt[i] = (byte) (32 + i);
    }
    DocumentSealer repeatable =
        new DocumentSealer(
            AesGcm.preferred(), target -> System.arraycopy(salt, 0, target, 0, target.length));

    SealedDocument document =
        repeatable.seal("hello".getBytes(UTF_8), UPLOAD.binding(), dataKey(keyBytes));

    assertThat(HexFormat.of().formatHex(document.stored()))
        .isEqualTo(
            "53473144010000002a"
                + HexFormat.of().formatHex(ARN.getBytes(UTF_8))
                + "00000004aabbccdd"
                + HexFormat.of().formatHex(salt)
                + "8544c8b4bd173854281ad577fa678f469356189dbd574fe6a3902f08a3861051"
                + "e2876b873b73878e320384b2934cc62e8f92514cee");
    assertThat(UPLOAD.folder())
        .isEqualTo("uploads/a9182d75028c8836cccf561afa414665625fdb98b6e5cdebfb82fe003c709eb5/");
  }

  @Test
  void sealsEachTimeUnderAnotherKey() {
    SealedDocument one = sealer.seal(new byte[8], UPLOAD.binding(), key);
    SealedDocument other = sealer.seal(new byte[8], UPLOAD.binding(), key);
    assertThat(one.salt()).isNotEqualTo(other.salt());
    assertThat(one.sealed()).isNotEqualTo(other.sealed());
  }

  @Test
  void refusesTheDocumentOfAnotherPlace() {
    SealedDocument document = sealer.seal(new byte[8], UPLOAD.binding(), key);
    List<DocumentBinding> others =
        List.of(
            binding("photos", "a/b.txt", "upload-2"),
            binding("photos", "a/b.tx", "tupload-1"),
            binding("photosa", "/b.txt", "upload-1"),
            binding("archive", "a/b.txt", "upload-1"),
            DocumentBinding.of("policy")
                .with(ObjectLocation.of("photos", "a/b.txt"))
                .with("upload-1".getBytes(UTF_8)),
            UPLOAD.binding().with(new byte[0]),
            DocumentBinding.of("upload").with(ObjectLocation.of("photos", "a/b.txt")));
    for (DocumentBinding other : others) {
      assertRefused(() -> sealer.open(document, other, key.plaintext()));
    }
  }

  @Test
  void refusesAnotherKey() {
    SealedDocument document = sealer.seal(new byte[8], UPLOAD.binding(), key);
    KeyEncryptionKey other = KeyEncryptionKey.owning(RANDOM.bytes(32));
    assertRefused(() -> sealer.open(document, UPLOAD.binding(), other));
  }

  @Test
  void refusesEachChangedByteAndEachCut() {
    byte[] stored = sealer.seal(new byte[8], UPLOAD.binding(), key).stored();
    for (int i = 0; i < stored.length; i++) {
      byte[] changed = stored.clone();
      changed[i] ^= 1;
      assertRefused(() -> open(changed));
      byte[] cut = Arrays.copyOf(stored, i);
      assertRefused(() -> open(cut));
    }
    assertRefused(() -> open(Arrays.copyOf(stored, stored.length + 1)));
    assertRefused(() -> open(new byte[SealedDocument.MAX_STORED_BYTES + 1]));
  }

  private byte[] open(byte[] stored) {
    return sealer.open(SealedDocument.parse(stored), UPLOAD.binding(), key.plaintext());
  }

  private static DocumentBinding binding(String bucket, String key, String uploadId) {
    return new UploadName(ObjectLocation.of(bucket, key), uploadId).binding();
  }

  private static DataKey dataKey(byte[] bytes) {
    return new DataKey(ARN, Bytes.ofHex("aabbccdd"), KeyEncryptionKey.owning(bytes));
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            IntegrityException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DOCUMENT));
  }
}
