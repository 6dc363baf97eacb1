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
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.key.ObjectSecrets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSealerTest {

  private static final RandomBytes RANDOM = RandomBytes.secure();
  private static final RecordId ID = RecordId.random(RANDOM);

  private final MultipartKeys keys = ObjectSecrets.random(1, RANDOM).multipartKeys();
  private final RecordSealer sealer = new RecordSealer(AesGcm.preferred(), RANDOM);

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void opensWhatItSealedOfTenThousandParts(int layers) {
    List<PartNote> notes = new ArrayList<>();
    for (int number = 1; number <= 10_000; number++) {
      notes.add(noteOfAll(number, number % 3, layers));
    }
    CompletionRecord completion =
        CompletionRecord.ofParts(
            notes, "\"e\"", digest(DigestType.SHA512, (byte) 0), ChecksumType.COMPOSITE);

    CompletionRecord opened = sealer.open(sealer.seal(completion, ID, keys), ID, keys);

    assertThat(opened).isEqualTo(completion);
    assertThat(opened.layerCount()).isEqualTo(layers);
    assertThat(opened.layout().partCount()).isEqualTo(10_000);
    List<PinnedPart> parts = opened.parts();
    for (int i = 0; i < parts.size(); i++) {
      PartNote note = notes.get(i);
      assertThat(parts.get(i))
          .isEqualTo(new PinnedPart(note.partNumber(), note.plaintextBytes(), note.salts()));
    }
    assertThat(parts.getLast().identities()).hasSize(layers);
    assertThat(opened.partDigests(9_999)).isEqualTo(notes.getLast().digests());
    assertThat(opened.extras().sealedKeys().slice(9_999 * 60 * layers, 60 * layers))
        .isEqualTo(notes.getLast().sealedKeys());
  }

  @Test
  void keepsOfPartsOnlyWhatAllNotesKnow() {
    List<PartNote> all = List.of(noteOfAll(1, 5, 1), noteOfAll(2, 5, 1));
    List<PartNote> some = List.of(noteOfAll(1, 5, 1), note(2, 5, 1));
    Digests digests = digest(DigestType.SHA512, (byte) 0);

    CompletionRecord full = CompletionRecord.ofParts(all, null, digests, ChecksumType.COMPOSITE);
    assertThat(full.extras().sealedKeys().lengthBytes()).isEqualTo(120);
    assertThat(full.partDigests(1)).isEqualTo(all.getLast().digests());
    assertThat(full.ofCopy()).isEqualTo(full);
    assertThat(CompletionRecord.ofParts(some, null, digests, ChecksumType.COMPOSITE).extras())
        .isEqualTo(PartExtras.NONE);
    assertThat(
            CompletionRecord.ofParts(all, null, digests, ChecksumType.FULL_OBJECT).partDigests(0))
        .as("of the whole, not of the parts")
        .isEqualTo(Digests.NONE);
  }

  @Test
  void agreesWithARecordThatKnowsLess() {
    List<PartNote> notes = List.of(noteOfAll(1, 5, 1), noteOfAll(2, 5, 1));
    CompletionRecord full =
        CompletionRecord.ofParts(
            notes, "\"e\"", digest(DigestType.SHA512, (byte) 0), ChecksumType.COMPOSITE);
    CompletionRecord old =
        new CompletionRecord(
            full.layout(), full.salts(), full.shownETag(), full.digests(), full.checksumType());

    assertThat(full.agreesWith(old)).isTrue();
    assertThat(old.agreesWith(full)).isTrue();
    assertThat(full.agreesWith(full.ofCopy())).as("another ETag").isFalse();
    assertThat(full.agreesWith(ofParts(notes))).as("another checksum").isFalse();
  }

  @Test
  void refusesExtrasOfOtherParts() {
    RecordLayout layout = RecordLayout.ofParts(List.of(note(1, 5, 1), note(2, 5, 1)), 1);
    for (PartExtras wrong :
        List.of(
            new PartExtras(Bytes.copyOf(new byte[60]), Map.of()),
            new PartExtras(Bytes.copyOf(new byte[119]), Map.of()),
            new PartExtras(Bytes.copyOf(new byte[240]), Map.of()),
            new PartExtras(Bytes.EMPTY, Map.of(DigestType.CRC32, Bytes.copyOf(new byte[4]))),
            new PartExtras(Bytes.EMPTY, Map.of(DigestType.CRC32, Bytes.EMPTY)))) {
      assertIllegal(() ->
          new CompletionRecord(
              layout,
              Bytes.copyOf(new byte[32]),
              null,
              Digests.NONE,
              ChecksumType.COMPOSITE,
              wrong));
    }
  }

  @Test
  void joinsEqualNeighboursToRuns() {
    List<PartNote> notes =
        List.of(note(1, 5, 1), note(2, 5, 1), note(4, 5, 1), note(5, 6, 1), note(6, 6, 1));

    RecordLayout layout = RecordLayout.ofParts(notes, 1);

    assertThat(layout.runs())
        .containsExactly(new PartRun(1, 2, 5), new PartRun(4, 1, 5), new PartRun(5, 2, 6));
    assertThat(layout.plaintextBytes()).isEqualTo(27);
    assertThat(layout.storedBytes())
        .isEqualTo(
            3 * new LayeredLayout(5, 1).storedBytes() + 2 * new LayeredLayout(6, 1).storedBytes());
    assertThat(layout.addsUp(1)).isTrue();
    assertThat(layout.addsUp(2)).isFalse();
  }

  @Test
  void countsSizesBeyondTwoGigabytes() {
    List<PartNote> notes = new ArrayList<>();
    for (int number = 1; number <= 1024; number++) {
      notes.add(note(number, (5L << 30) - (4L << 20), 1));
    }

    RecordLayout layout = RecordLayout.ofParts(notes, 1);

    assertThat(layout.plaintextBytes()).isEqualTo(1024 * ((5L << 30) - (4L << 20)));
    assertThat(layout.addsUp(1)).isTrue();
  }

  @Test
  void refusesAFlippedBitInEveryByte() {
    byte[] stored = sealer.seal(ofParts(List.of(note(1, 5, 1), note(2, 7, 1))), ID, keys);
    for (int i = 0; i < stored.length; i++) {
      byte[] changed = stored.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      assertRefused(() -> sealer.open(changed, ID, keys));
    }
  }

  @Test
  void refusesEveryCutAndEverythingAfterTheEnd() {
    byte[] stored = sealer.seal(ofParts(List.of(note(1, 5, 1))), ID, keys);
    for (int length = 0; length < stored.length; length++) {
      byte[] cut = Arrays.copyOf(stored, length);
      assertRefused(() -> sealer.open(cut, ID, keys));
    }
    assertRefused(() -> sealer.open(Arrays.copyOf(stored, stored.length + 1), ID, keys));
  }

  @Test
  void refusesAnotherIdAndAnotherKey() {
    byte[] stored = sealer.seal(ofParts(List.of(note(1, 5, 1))), ID, keys);
    MultipartKeys others = ObjectSecrets.random(1, RANDOM).multipartKeys();

    assertRefused(() -> sealer.open(stored, RecordId.random(RANDOM), keys));
    assertRefused(() -> sealer.open(stored, ID, others));
  }

  @Test
  void refusesAClearPartOfAnotherRecord() {
    byte[] one = sealer.seal(ofParts(List.of(note(1, 5, 1))), ID, keys);
    byte[] other = sealer.seal(ofParts(List.of(note(1, 6, 1))), ID, keys);
    int layoutBytes = ByteBuffer.wrap(one).getInt(5);
    System.arraycopy(other, 9, one, 9, layoutBytes);

    assertThat(RecordSealer.readUnopened(one)).isEqualTo(RecordSealer.readUnopened(other));
    assertRefused(() -> sealer.open(one, ID, keys));
  }

  @Test
  void refusesClearPartsThatNoObjectHas() {
    PartRun run = new PartRun(1, 1, 5);
    assertIllegal(() -> new RecordLayout(List.of(), 0));
    assertIllegal(() -> new RecordLayout(List.of(run), -1));
    assertIllegal(() -> new RecordLayout(List.of(run, run), 842));
    assertIllegal(() -> new RecordLayout(List.of(new PartRun(2, 1, 5), run), 842));
    assertIllegal(() -> new PartRun(0, 1, 5));
    assertIllegal(() -> new PartRun(1, 0, 5));
    assertIllegal(() -> new PartRun(1, 10_001, 5));
    assertIllegal(() -> new PartRun(10_000, 2, 5));
    assertIllegal(() -> new PartRun(1, Integer.MAX_VALUE, 5));
    assertIllegal(() -> new PartRun(1, 1, -1));
    assertIllegal(() -> new PartRun(1, 1, Long.MAX_VALUE));
  }

  @Test
  void refusesRecordsThatContradictThemselves() {
    RecordLayout layout = RecordLayout.ofParts(List.of(note(1, 5, 1)), 1);
    RecordLayout wrong = new RecordLayout(layout.runs(), layout.storedBytes() + 1);
    Bytes salt = Bytes.copyOf(new byte[16]);
    assertIllegal(() -> completion(layout, Bytes.EMPTY, null));
    assertIllegal(() -> completion(layout, Bytes.copyOf(new byte[15]), null));
    assertIllegal(() -> completion(layout, Bytes.copyOf(new byte[32]), null));
    assertIllegal(() -> completion(layout, Bytes.copyOf(new byte[48]), null));
    assertIllegal(() -> completion(wrong, salt, null));
    assertIllegal(() -> completion(layout, salt, "unquoted"));
    assertIllegal(() -> completion(layout, salt, "\""));
    assertIllegal(() -> completion(layout, salt, '"' + "x".repeat(127) + '"'));
    assertIllegal(() -> ofParts(List.of()));
    assertIllegal(() -> ofParts(List.of(note(1, 5, 1), note(2, 5, 2))));
    assertIllegal(() -> ofParts(List.of(note(2, 5, 1), note(1, 5, 1))));
    assertIllegal(() -> ofParts(List.of(note(1, 5, 1), note(1, 5, 1))));
    assertThat(completion(layout, salt, "\"abc-1\"").eTag()).contains("\"abc-1\"");
  }

  private static CompletionRecord ofParts(List<PartNote> notes) {
    return CompletionRecord.ofParts(
        notes,
        null,
        new Digests(Map.of(DigestType.CRC32C, Bytes.copyOf(new byte[4]))),
        ChecksumType.COMPOSITE);
  }

  private static CompletionRecord completion(
      RecordLayout layout, Bytes salts, @Nullable String eTag) {
    return new CompletionRecord(layout, salts, eTag, Digests.NONE, ChecksumType.FULL_OBJECT);
  }

  private static PartNote note(int number, long plaintextBytes, int layers) {
    Bytes salts = Bytes.copyOf(RANDOM.bytes(16 * layers));
    return new PartNote(number, "etag" + number, plaintextBytes, salts, Digests.NONE);
  }

  private static PartNote noteOfAll(int number, long plaintextBytes, int layers) {
    return new PartNote(
        number,
        "etag" + number,
        plaintextBytes,
        Bytes.copyOf(RANDOM.bytes(16 * layers)),
        digest(DigestType.SHA512, (byte) number),
        Bytes.copyOf(RANDOM.bytes(60 * layers)));
  }

  private static Digests digest(DigestType type, byte value) {
    byte[] digest = new byte[type.lengthBytes()];
    Arrays.fill(digest, value);
    return new Digests(Map.of(type, Bytes.copyOf(digest)));
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            IntegrityException.class, e -> assertThat(e.reason()).isEqualTo(Reason.RECORD));
  }

  private static void assertIllegal(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }
}
