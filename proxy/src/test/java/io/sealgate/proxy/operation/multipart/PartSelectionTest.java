package io.sealgate.proxy.operation.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.s3.multipart.ClaimedPart;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PartSelectionTest {

  private static final String MD5 = "0123456789abcdef0123456789abcdef";

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void findsTheAttemptWithTheETagThatIsNamed() {
    PartNote first = note(1, "a", 1);
    PartNote again = note(1, "b", 2);
    PartNote next = note(7, "a", 3);
    assertThat(find(Mode.SSE_KMS, List.of(first, again, next), claim(1, "b"), claim(7, "a")))
        .isEqualTo(new PartSelection.Outcome.Found(List.of(again, next)));
    assertThat(asked).hasValue(0);
  }

  @Test
  void tellsWhichPartIsMissing() {
    List<PartNote> notes = List.of(note(1, "a", 1), note(3, "c", 2));
    assertThat(find(Mode.SSE_KMS, notes, claim(1, "a"), claim(2, "a")))
        .isEqualTo(new PartSelection.Outcome.Missing(claim(2, "a")));
    assertThat(find(Mode.SSE_KMS, notes, claim(3, "a")))
        .isEqualTo(new PartSelection.Outcome.Missing(claim(3, "a")));
    assertThat(find(Mode.SSE_KMS, List.of(), claim(1, "a")))
        .isEqualTo(new PartSelection.Outcome.Missing(claim(1, "a")));
  }

  @Test
  void asksTheBackendOnceWhichOfSeveralEqualPartsItHolds() {
    List<PartNote> notes =
        List.of(note(1, "a", 1), note(1, "b", 2), note(2, "c", 3), note(2, "d", 4));
    assertThat(find(Mode.SSE_S3, notes, claim(1, MD5), claim(2, MD5)))
        .isEqualTo(new PartSelection.Outcome.Found(List.of(notes.get(1), notes.get(2))));
    assertThat(asked).hasValue(1);
  }

  @Test
  void refusesEqualETagsOfDifferentAttempts() {
    List<PartNote> notes = List.of(note(1, "b", 1), note(1, "b", 2));
    assertThat(find(Mode.SSE_KMS, notes, claim(1, "b")))
        .isEqualTo(new PartSelection.Outcome.Missing(claim(1, "b")));
  }

  @Test
  void waitsForTheNoteOfWhatTheBackendHolds() {
    List<PartNote> notes = List.of(note(1, "x", 1), note(1, "y", 2));
    assertThat(find(Mode.SSE_S3, notes, claim(1, MD5)))
        .isEqualTo(new PartSelection.Outcome.Unsettled(claim(1, MD5)));
  }

  @Test
  void doesNotTakeTheBackendsETagOfSseS3() {
    assertThat(find(Mode.SSE_S3, List.of(note(1, "a", 1)), claim(1, "a")))
        .isEqualTo(new PartSelection.Outcome.Missing(claim(1, "a")));
  }

  private PartSelection.Outcome find(Mode mode, List<PartNote> notes, ClaimedPart... claimed) {
    return new PartSelection(
            notes,
            mode,
            () -> {
              asked.incrementAndGet();
              return Map.of(1, "b", 2, "c");
            })
        .find(List.of(claimed));
  }

  private static ClaimedPart claim(int number, String eTag) {
    return new ClaimedPart(number, eTag, Digests.NONE);
  }

  private static PartNote note(int number, String eTag, int salt) {
    byte[] salts = new byte[16];
    salts[0] = (byte) salt;
    Bytes md5 = Bytes.copyOf(HexFormat.of().parseHex(MD5));
    return new PartNote(
        number, eTag, 5, Bytes.copyOf(salts), new Digests(Map.of(DigestType.MD5, md5)));
  }
}
