package io.sealgate.s3.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartsCheckTest {

  private static final byte[] DIGITS = Parts.utf8("123456789");
  private static final ChecksumKind CRC32C =
      new ChecksumKind(ChecksumAlgorithm.CRC32C, ChecksumType.COMPOSITE);
  private static final ChecksumKind WHOLE_CRC32C =
      new ChecksumKind(ChecksumAlgorithm.CRC32C, ChecksumType.FULL_OBJECT);
  private static final PartNote STORED = Parts.note(7, DIGITS, ChecksumAlgorithm.CRC32C);

  @Test
  void acceptsTheChecksumThatIsStored() {
    assertThatCode(() -> check(CRC32C, claim(ChecksumAlgorithm.CRC32C, DIGITS)))
        .doesNotThrowAnyException();
    assertThatCode(() -> check(WHOLE_CRC32C, claim(ChecksumAlgorithm.CRC32C, DIGITS)))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAnotherValue() {
    ClaimedPart other = claim(ChecksumAlgorithm.CRC32C, Parts.utf8("other"));
    for (ChecksumKind declared : List.of(CRC32C, WHOLE_CRC32C)) {
      assertThat(Refusal.of(() -> check(declared, other))).isEqualTo(notFound());
    }
  }

  @Test
  void refusesAnyChecksumWhereNoneIsDeclared() {
    assertThat(Refusal.of(() -> check(null, claim(ChecksumAlgorithm.CRC32C, DIGITS))))
        .isEqualTo(notFound());
    assertThatCode(() -> check(null, claim())).doesNotThrowAnyException();
  }

  @Test
  void refusesAnotherAlgorithm() {
    assertThat(Refusal.of(() -> check(CRC32C, claim(ChecksumAlgorithm.CRC32, DIGITS))))
        .isEqualTo(
            new Refusal(
                "BadDigest",
                "The crc32 you specified for part 7 did not match what we received.",
                Map.of()));
  }

  @Test
  void needsTheChecksumOfEveryPartWhereTheObjectsIsOverThem() {
    assertThat(Refusal.of(() -> check(CRC32C, claim())))
        .isEqualTo(
            new Refusal(
                "InvalidRequest",
                "The upload was created using a crc32c checksum. The complete request must include"
                    + " the checksum for each part. It was missing for part 7 in the request.",
                Map.of()));
    assertThatCode(() -> check(WHOLE_CRC32C, claim())).doesNotThrowAnyException();
  }

  @Test
  void refusesSmallPartsButTheLast() {
    PartsCheck check = new PartsCheck("up", null);
    long least = PartsCheck.LEAST_BYTES;
    assertThat(least).isEqualTo(5_242_880);
    assertThatCode(() -> check.require(claims(2), sized(least, 0))).doesNotThrowAnyException();
    assertThatCode(() -> check.require(claims(1), sized(0))).doesNotThrowAnyException();
    assertThat(Refusal.of(() -> check.require(claims(3), sized(least, least - 1, least))))
        .isEqualTo(
            new Refusal(
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed size",
                Map.of(
                    "ProposedSize", "5242879",
                    "MinSizeAllowed", "5242880",
                    "PartNumber", "2",
                    "ETag", "etag2")));
  }

  @Test
  void needsANoteForEveryPart() {
    assertThatThrownBy(() -> new PartsCheck("up", null).require(claims(2), sized(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void check(@Nullable ChecksumKind declared, ClaimedPart claimed) {
    new PartsCheck("up", declared).require(List.of(claimed), List.of(STORED));
  }

  private static ClaimedPart claim() {
    return new ClaimedPart(7, "etag", Digests.NONE);
  }

  private static ClaimedPart claim(ChecksumAlgorithm algorithm, byte[] plaintext) {
    return new ClaimedPart(7, "etag", Parts.digests(algorithm, plaintext));
  }

  private static List<ClaimedPart> claims(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new ClaimedPart(number, "etag" + number, Digests.NONE))
        .toList();
  }

  private static List<PartNote> sized(long... lengths) {
    return IntStream.range(0, lengths.length)
        .mapToObj(i -> Parts.note(i + 1, lengths[i], Digests.NONE))
        .toList();
  }

  private static Refusal notFound() {
    return new Refusal(
        "InvalidPart",
        "One or more of the specified parts could not be found.  The part may not have been"
            + " uploaded, or the specified entity tag may not match the part's entity tag.",
        Map.of("UploadId", "up", "PartNumber", "7", "ETag", "etag"));
  }
}
