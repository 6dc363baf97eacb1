package io.sealgate.crypto.multipart;

import static io.sealgate.crypto.FormatVectors.counting;
import static io.sealgate.crypto.FormatVectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.Base64Url;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.FormatVectors;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.key.ObjectSecret;
import io.sealgate.crypto.key.ObjectSecrets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The completion record and the part note of the known answers, both ways. */
class MultipartVectorsTest {

  private static final JsonNode VECTORS = FormatVectors.tree();
  private static final JsonNode RECORD = VECTORS.get("record");
  private static final JsonNode NOTE = VECTORS.get("note");

  private static final CompletionRecord COMPLETION =
      new CompletionRecord(
          new RecordLayout(List.of(new PartRun(1, 2, 8388608), new PartRun(3, 1, 12345)), 16799001),
          Bytes.copyOf(counting(0, 48)),
          "\"0123456789abcdef0123456789abcdef-3\"",
          new Digests(Map.of(DigestType.CRC64NVME, Bytes.copyOf(counting(8, 8)))),
          ChecksumType.FULL_OBJECT);

  private static final PartNote PART =
      new PartNote(
          2,
          "0123456789abcdef0123456789abcdef",
          8388608,
          Bytes.copyOf(counting(16, 16)),
          new Digests(Map.of(DigestType.MD5, Bytes.copyOf(counting(0, 16)))));

  static List<AesGcm> providers() {
    return AesGcm.available();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void sealsTheKnownRecord(AesGcm aesGcm) {
    RecordSealer sealer =
        new RecordSealer(aesGcm, FormatVectors.script(List.of(hex(RECORD.get("iv")))));

    assertThat(sealer.seal(COMPLETION, id(RECORD), keys())).isEqualTo(hex(RECORD.get("record")));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void opensTheKnownRecord(AesGcm aesGcm) {
    byte[] stored = hex(RECORD.get("record"));

    CompletionRecord opened =
        new RecordSealer(aesGcm, RandomBytes.secure()).open(stored, id(RECORD), keys());

    assertThat(opened).isEqualTo(COMPLETION);
    assertThat(RecordSealer.readUnopened(stored)).isEqualTo(COMPLETION.layout());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void sealsTheKnownNote(AesGcm aesGcm) {
    NoteSealer sealer = new NoteSealer(aesGcm, FormatVectors.script(List.of(hex(NOTE.get("iv")))));

    NoteName name = sealer.seal(PART, id(NOTE), NOTE.get("uploadId").asString(), keys());

    assertThat(name.sealed().toArray()).isEqualTo(hex(NOTE.get("note")));
    assertThat(name.text())
        .isEqualTo(
            "00002-0123456789abcdef0123456789abcdef/" + Base64Url.encode(hex(NOTE.get("note"))));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void opensTheKnownNote(AesGcm aesGcm) {
    NoteName name =
        NoteName.parse(
            "00002-0123456789abcdef0123456789abcdef/" + Base64Url.encode(hex(NOTE.get("note"))));

    PartNote opened =
        new NoteSealer(aesGcm, RandomBytes.secure())
            .open(name, id(NOTE), NOTE.get("uploadId").asString(), keys());

    assertThat(opened).isEqualTo(PART);
  }

  private static RecordId id(JsonNode vector) {
    return new RecordId(Bytes.copyOf(hex(vector.get("id"))));
  }

  private static MultipartKeys keys() {
    try (ObjectSecrets secrets =
        new ObjectSecrets(List.of(ObjectSecret.owning(hex(VECTORS.get("objectSecret")))))) {
      return secrets.multipartKeys();
    }
  }
}
