package io.sealgate.s3.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.body.ShownChecksum;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompletedDigestsTest {

  private static final byte[] DIGITS = Parts.utf8("123456789");

  /** What public suites record from AWS for an object whose one part is these nine digits. */
  @ParameterizedTest
  @CsvSource({
    "CRC32, 7kxlUA==",
    "CRC32C, pzJFoA==",
    "SHA1, zGcEPHvP9e6lVmvZsfPHT9mlz10=",
    "SHA256, KSsNAHVmgy25S/rmic1w0at3KBH9RLn0nYVQ7p6mpJQ="
  })
  void agreeWithAwsOnCompositeChecksums(ChecksumAlgorithm algorithm, String expected) {
    ChecksumKind declared = new ChecksumKind(algorithm, ChecksumType.COMPOSITE);
    List<PartNote> parts = List.of(Parts.note(3, DIGITS, algorithm));
    CompletedDigests completed = CompletedDigests.of(parts, declared, Mode.SSE_KMS);
    assertThat(completed.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    assertThat(headers(completed, parts))
        .isEqualTo(
            List.of(algorithm.header() + ": " + expected + "-1", "x-amz-checksum-type: COMPOSITE"));
  }

  @Test
  void areOverTheChecksumsOfThePartsInOrder() {
    byte[] second = Parts.utf8("second");
    List<PartNote> parts =
        List.of(
            Parts.note(2, DIGITS, ChecksumAlgorithm.SHA256),
            Parts.note(9, second, ChecksumAlgorithm.SHA256));
    Bytes expected =
        Parts.digest(
            ChecksumAlgorithm.SHA256,
            Parts.digest(ChecksumAlgorithm.SHA256, DIGITS).toArray(),
            Parts.digest(ChecksumAlgorithm.SHA256, second).toArray());
    ChecksumKind declared = new ChecksumKind(ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE);
    CompletedDigests completed = CompletedDigests.of(parts, declared, Mode.SSE_C);
    assertThat(ChecksumAlgorithm.SHA256.in(completed.digests())).isEqualTo(expected);
    assertThat(headers(completed, parts).getFirst())
        .endsWith(Parts.text(ChecksumAlgorithm.SHA256, expected) + "-2");
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void areThoseOfTheWholePlaintextWhereDeclaredSo(ChecksumAlgorithm algorithm) {
    ChecksumKind declared = new ChecksumKind(algorithm, ChecksumType.FULL_OBJECT);
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<PartNote> parts = new ArrayList<>();
      byte[][] plaintexts = new byte[1 + random.nextInt(8)][];
      for (int i = 0; i < plaintexts.length; i++) {
        plaintexts[i] = new byte[random.nextInt(3) * random.nextInt(70_000)];
        random.nextBytes(plaintexts[i]);
        parts.add(Parts.note(i + 1, plaintexts[i], algorithm));
      }
      CompletedDigests completed = CompletedDigests.of(parts, declared, Mode.SSE_KMS);
      assertThat(algorithm.in(completed.digests()))
          .as("seed %d", seed)
          .isEqualTo(Parts.digest(algorithm, plaintexts));
      assertThat(headers(completed, parts).getFirst()).doesNotContain("=-");
    }
  }

  @Test
  void areCrc64OfTheWholeWhenNothingIsDeclaredAndEveryPartHasIt() {
    PartNote with = Parts.note(1, DIGITS, ChecksumAlgorithm.CRC64NVME, ChecksumAlgorithm.SHA1);
    PartNote without = Parts.note(2, DIGITS, ChecksumAlgorithm.SHA1);
    CompletedDigests completed = CompletedDigests.of(List.of(with), null, Mode.SSE_KMS);
    assertThat(completed.digests()).isEqualTo(Parts.digests(ChecksumAlgorithm.CRC64NVME, DIGITS));
    assertThat(completed.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    assertThat(CompletedDigests.of(List.of(with, without), null, Mode.SSE_KMS).digests())
        .isEqualTo(Digests.NONE);
  }

  /** {@code md5(md5("123456789") || md5("second"))}, by Python's hashlib. */
  @Test
  void haveTheETagOfSseS3FromTheMd5sOfTheParts() {
    List<PartNote> parts =
        List.of(
            Parts.note(1, DIGITS, ChecksumAlgorithm.MD5),
            Parts.note(2, Parts.utf8("second"), ChecksumAlgorithm.MD5));
    assertThat(CompletedDigests.of(parts, null, Mode.SSE_S3).shownETag())
        .isEqualTo("\"46897462611575e091632ff1b583eb96-2\"");
    assertThat(CompletedDigests.of(parts, null, Mode.SSE_KMS).shownETag()).isNull();
    List<PartNote> oneUnknown = List.of(parts.getFirst(), Parts.note(2, DIGITS));
    assertThat(CompletedDigests.of(oneUnknown, null, Mode.SSE_S3).shownETag()).isNull();
  }

  @Test
  void areAnsweredWhenAskedForOrForSseS3() {
    ChecksumKind declared = new ChecksumKind(ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE);
    assertThat(CompletedDigests.isAnswered(null, Mode.SSE_S3)).isTrue();
    assertThat(CompletedDigests.isAnswered(null, Mode.SSE_KMS)).isFalse();
    assertThat(CompletedDigests.isAnswered(null, Mode.SSE_C)).isFalse();
    assertThat(CompletedDigests.isAnswered(declared, Mode.SSE_C)).isTrue();
  }

  @Test
  void doNotTakeLongForTenThousandParts() {
    List<PartNote> parts = new ArrayList<>();
    for (int number = 1; number <= 10_000; number++) {
      parts.add(
          Parts.note(
              number,
              5_000_000L + number,
              Parts.digests(ChecksumAlgorithm.CRC64NVME, Parts.utf8("part " + number))));
    }
    assertThat(CompletedDigests.of(parts, null, Mode.SSE_KMS).digests().values()).hasSize(1);
  }

  private static List<String> headers(CompletedDigests completed, List<PartNote> parts) {
    CompletionRecord record =
        CompletionRecord.ofParts(
            parts, completed.shownETag(), completed.digests(), completed.checksumType());
    HeaderList headers = new HeaderList();
    ObjectDigests.of(record).addHeaders(headers);
    ShownChecksum shown = ObjectDigests.of(record).checksum();
    assertThat(shown).isNotNull();
    List<String> lines = new ArrayList<>();
    headers.forEach(line -> lines.add(line.getKey() + ": " + line.getValue()));
    return lines;
  }
}
