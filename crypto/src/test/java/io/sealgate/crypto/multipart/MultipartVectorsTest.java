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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The completion record and the part note of the known answers, both ways. */
class MultipartVectorsTest {

  private static final JsonNode VECTORS = FormatVectors.tree();

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

  private static final CompletionRecord COMPLETION_WITH_EXTRAS =
      new CompletionRecord(
          COMPLETION.layout(),
          COMPLETION.salts(),
          null,
          new Digests(Map.of(DigestType.CRC32C, Bytes.copyOf(counting(0xa0, 4)))),
          ChecksumType.COMPOSITE,
          new PartExtras(
              Bytes.copyOf(counting(0, 180)),
              Map.of(DigestType.CRC32C, Bytes.copyOf(counting(0xc0, 12)))));

  private static final PartNote PART_WITH_KEY =
      new PartNote(
          PART.partNumber(),
          PART.backendETag(),
          PART.plaintextBytes(),
          PART.salts(),
          PART.digests(),
          Bytes.copyOf(counting(0x80, 60)));

  static List<Arguments> records() {
    return forEachProvider(
        Arguments.of(VECTORS.get("record"), COMPLETION),
        Arguments.of(VECTORS.get("recordWithExtras"), COMPLETION_WITH_EXTRAS));
  }

  static List<Arguments> notes() {
    return forEachProvider(
        Arguments.of(VECTORS.get("note"), PART),
        Arguments.of(VECTORS.get("noteWithKeys"), PART_WITH_KEY));
  }

  private static List<Arguments> forEachProvider(Arguments... vectors) {
    List<Arguments> all = new ArrayList<>();
    for (AesGcm provider : AesGcm.available()) {
      for (Arguments vector : vectors) {
        all.add(Arguments.of(provider, vector.get()[0], vector.get()[1]));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("records")
  void sealsTheKnownRecord(AesGcm aesGcm, JsonNode vector, CompletionRecord completion) {
    RecordSealer sealer =
        new RecordSealer(aesGcm, FormatVectors.script(List.of(hex(vector.get("iv")))));

    assertThat(sealer.seal(completion, id(vector), keys())).isEqualTo(hex(vector.get("record")));
  }

  @ParameterizedTest
  @MethodSource("records")
  void opensTheKnownRecord(AesGcm aesGcm, JsonNode vector, CompletionRecord completion) {
    byte[] stored = hex(vector.get("record"));

    CompletionRecord opened =
        new RecordSealer(aesGcm, RandomBytes.secure()).open(stored, id(vector), keys());

    assertThat(opened).isEqualTo(completion);
    assertThat(RecordSealer.readUnopened(stored)).isEqualTo(completion.layout());
  }

  @ParameterizedTest
  @MethodSource("notes")
  void sealsTheKnownNote(AesGcm aesGcm, JsonNode vector, PartNote part) {
    NoteSealer sealer =
        new NoteSealer(aesGcm, FormatVectors.script(List.of(hex(vector.get("iv")))));

    NoteName name = sealer.seal(part, id(vector), vector.get("uploadId").asString(), keys());

    assertThat(name.sealed().toArray()).isEqualTo(hex(vector.get("note")));
    assertThat(name.text().replace("/", ""))
        .isEqualTo(
            "00002-0123456789abcdef0123456789abcdef" + Base64Url.encode(hex(vector.get("note"))));
  }

  @ParameterizedTest
  @MethodSource("notes")
  void opensTheKnownNote(AesGcm aesGcm, JsonNode vector, PartNote part) {
    NoteName name =
        new NoteName(2, "0123456789abcdef0123456789abcdef", Bytes.copyOf(hex(vector.get("note"))));

    PartNote opened =
        new NoteSealer(aesGcm, RandomBytes.secure())
            .open(name, id(vector), vector.get("uploadId").asString(), keys());

    assertThat(opened).isEqualTo(part);
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
