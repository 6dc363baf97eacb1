package io.sealgate.crypto.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.key.ObjectSecrets;
import java.util.EnumMap;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteSealerTest {

  private static final RandomBytes RANDOM = RandomBytes.secure();
  private static final RecordId ID = RecordId.random(RANDOM);
  private static final byte[] RANDOM_SALT = RANDOM.bytes(16);
  private static final String ETAG = "0123456789abcdef0123456789abcdef";

  private final MultipartKeys keys = ObjectSecrets.random(1, RANDOM).multipartKeys();
  private final NoteSealer sealer = new NoteSealer(AesGcm.preferred(), RANDOM);

  @Test
  void opensWhatItSealed() {
    for (PartNote note : List.of(small(), large())) {
      NoteName name = sealer.seal(note, ID, "upload", keys);

      assertThat(sealer.open(NoteName.parse(name.text()), ID, "upload", keys)).isEqualTo(note);
    }
  }

  @Test
  void splitsLongNotesIntoSegmentsThatBackendsTake() {
    String text = sealer.seal(large(), ID, "upload", keys).text();

    String[] segments = text.split("/", -1);
    assertThat(segments).hasSizeGreaterThan(2);
    assertThat(segments).allSatisfy(segment -> assertThat(segment).hasSizeBetween(1, 200));
    assertThat(segments[0]).isEqualTo("10000-" + ETAG);
    for (int i = 1; i < segments.length - 1; i++) {
      assertThat(segments[i]).hasSize(200);
    }
  }

  @Test
  void fitsIntoTheNameOfAnObjectWithTheLongestETag() {
    EnumMap<DigestType, Bytes> most = new EnumMap<>(DigestType.class);
    for (DigestType type :
        List.of(DigestType.MD5, DigestType.SHA256, DigestType.CRC64NVME, DigestType.SHA512)) {
      most.put(type, Bytes.copyOf(new byte[type.lengthBytes()]));
    }
    PartNote longest =
        new PartNote(
            10_000,
            "e".repeat(PartNote.MAX_ETAG_CHARACTERS),
            5L << 30,
            Bytes.copyOf(new byte[32]),
            new Digests(most),
            Bytes.copyOf(new byte[120]));
    String folder = "uploads/" + "0".repeat(64) + "/notes/";
    assertThat(folder + sealer.seal(longest, ID, "upload", keys).text())
        .hasSizeLessThanOrEqualTo(1024);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 150, 151, 300, 301, 450})
  void keepsNamesThroughTheirText(int sealedBytes) {
    NoteName name = new NoteName(7, "etag-1", Bytes.copyOf(RANDOM.bytes(sealedBytes)));

    assertThat(name.prefix()).isEqualTo("00007-etag-1/");
    assertThat(name.text()).startsWith(name.prefix());
    assertThat(NoteName.parse(name.text())).isEqualTo(name);
  }

  @Test
  void refusesEveryOtherSpellingOfAName() {
    String full = "A".repeat(200);
    for (String other :
        List.of(
            "",
            "/",
            "00007",
            "00007-",
            "00007-/AAAA",
            "7-etag/AAAA",
            "000007-etag/AAAA",
            "0007a-etag/AAAA",
            "-0007-etag/AAAA",
            "00000-etag/AAAA",
            "10001-etag/AAAA",
            "00007_etag/AAAA",
            "00007-etag",
            "00007-etag/AAA=",
            "00007-etag/AAAAA",
            "00007-etag/AAB",
            "00007-etag/A+AA",
            "00007-etag/AA/AA",
            "00007-etag//AAAA",
            "00007-etag/AAAA/",
            "00007-etag/" + full + "AAAAAA",
            "00007-etag/" + full + "/" + full + "/",
            "00007-et ag/AAAA",
            "00007-\"etag\"/AAAA",
            "00007-ét/AAAA",
            "00007-" + "e".repeat(129) + "/AAAA",
            "00007-etag/" + "A".repeat(5000))) {
      assertRefused(() -> NoteName.parse(other));
    }
  }

  @Test
  void refusesAFlippedBitInEveryByte() {
    NoteName name = sealer.seal(small(), ID, "upload", keys);
    byte[] sealed = name.sealed().toArray();
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      assertRefused(() -> open(name.partNumber(), name.backendETag(), changed));
    }
  }

  @Test
  void refusesEveryCut() {
    NoteName name = sealer.seal(small(), ID, "upload", keys);
    for (int length = 0; length < name.sealed().lengthBytes(); length++) {
      byte[] cut = name.sealed().slice(0, length).toArray();
      assertRefused(() -> open(name.partNumber(), name.backendETag(), cut));
    }
  }

  @Test
  void refusesTheNameOfAnotherPartOrAttempt() {
    byte[] sealed = sealer.seal(small(), ID, "upload", keys).sealed().toArray();

    assertThat(open(2, ETAG, sealed)).isEqualTo(small());
    assertRefused(() -> open(3, ETAG, sealed));
    assertRefused(() -> open(2, "another", sealed));
  }

  @Test
  void refusesAnotherUploadAnotherIdAndAnotherKey() {
    NoteName name = sealer.seal(small(), ID, "upload", keys);
    MultipartKeys others = ObjectSecrets.random(1, RANDOM).multipartKeys();

    assertRefused(() -> sealer.open(name, ID, "upload2", keys));
    assertRefused(() -> sealer.open(name, RecordId.random(RANDOM), "upload", keys));
    assertRefused(() -> sealer.open(name, ID, "upload", others));
  }

  @Test
  void refusesNotesThatNoPartHas() {
    Bytes salt = Bytes.copyOf(new byte[16]);
    assertIllegal(() -> new PartNote(0, ETAG, 1, salt, Digests.NONE));
    assertIllegal(() -> new PartNote(10_001, ETAG, 1, salt, Digests.NONE));
    assertIllegal(() -> new PartNote(1, "", 1, salt, Digests.NONE));
    assertIllegal(() -> new PartNote(1, "a/b", 1, salt, Digests.NONE));
    assertIllegal(() -> new PartNote(1, "\"a\"", 1, salt, Digests.NONE));
    assertIllegal(() -> new PartNote(1, ETAG, -1, salt, Digests.NONE));
    assertIllegal(() -> new PartNote(1, ETAG, Long.MAX_VALUE, salt, Digests.NONE));
    assertIllegal(() -> new PartNote(1, ETAG, 1, Bytes.copyOf(new byte[17]), Digests.NONE));
    for (int keyBytes : new int[] {1, 59, 61, 120}) {
      Bytes sealedKeys = Bytes.copyOf(new byte[keyBytes]);
      assertIllegal(() -> new PartNote(1, ETAG, 1, salt, Digests.NONE, sealedKeys));
    }
  }

  private PartNote open(int partNumber, String eTag, byte[] sealed) {
    NoteName name = new NoteName(partNumber, eTag, Bytes.copyOf(sealed));
    return sealer.open(name, ID, "upload", keys);
  }

  private static PartNote small() {
    return new PartNote(2, ETAG, 0, Bytes.copyOf(RANDOM_SALT), Digests.NONE);
  }

  /** Every digest that there is, of two layers. */
  private static PartNote large() {
    EnumMap<DigestType, Bytes> all = new EnumMap<>(DigestType.class);
    for (DigestType type : DigestType.values()) {
      all.put(type, Bytes.copyOf(new byte[type.lengthBytes()]));
    }
    return new PartNote(
        10_000,
        ETAG,
        5L << 30,
        Bytes.copyOf(new byte[32]),
        new Digests(all),
        Bytes.copyOf(new byte[120]));
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            IntegrityException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOTE));
  }

  private static void assertIllegal(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }
}
