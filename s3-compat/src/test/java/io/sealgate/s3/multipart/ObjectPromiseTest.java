package io.sealgate.s3.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectPromiseTest {

  private static final byte[] DIGITS = Parts.utf8("123456789");
  private static final String CRC32_HEADER = "x-amz-checksum-crc32";
  private static final String COMPOSITE = "7kxlUA==";
  private static final ChecksumKind CRC32 =
      new ChecksumKind(ChecksumAlgorithm.CRC32, ChecksumType.COMPOSITE);
  private static final ChecksumKind WHOLE_CRC32 =
      new ChecksumKind(ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);

  @ParameterizedTest
  @ValueSource(strings = {COMPOSITE, COMPOSITE + "-1"})
  void isKeptWithOrWithoutTheNumberOfParts(String value) {
    assertKept(CRC32, HeaderList.of(CRC32_HEADER, value));
    assertKept(CRC32, HeaderList.of(CRC32_HEADER, value, "x-amz-checksum-type", "COMPOSITE"));
  }

  @Test
  void isKeptOverTheWhole() {
    assertKept(
        WHOLE_CRC32, HeaderList.of(CRC32_HEADER, "y/Q5Jg==", "x-amz-checksum-type", "FULL_OBJECT"));
    assertKept(null, HeaderList.of("x-amz-checksum-crc64nvme", "rosUhgp5mIg="));
    assertKept(null, HeaderList.of("x-amz-mp-object-size", "9"));
    assertKept(null, new HeaderList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"y/Q5Jg==", COMPOSITE + "-2", "y/Q5Jg==-1"})
  void isBrokenByAnotherValueOrNumber(String value) {
    assertThat(refusal(CRC32, HeaderList.of(CRC32_HEADER, value)))
        .isEqualTo(
            new Refusal(
                "BadDigest",
                "The crc32 you specified did not match the calculated checksum.",
                Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {COMPOSITE, "y/Q5Jg==-1"})
  void isBrokenByACompositeValueForTheWhole(String value) {
    assertThat(refusal(WHOLE_CRC32, HeaderList.of(CRC32_HEADER, value)).code())
        .isEqualTo("BadDigest");
  }

  @Test
  void isBrokenByAWrongDefault() {
    assertThat(refusal(null, HeaderList.of("x-amz-checksum-crc64nvme", "sosUhgp5mIg=")).code())
        .isEqualTo("BadDigest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "y/Q5Jh==",
        "7kxlUA",
        COMPOSITE + "-a",
        COMPOSITE + "-",
        COMPOSITE + "-+1",
        COMPOSITE + "-99999999999",
        COMPOSITE + "-1-1"
      })
  void isRefusedWhenMalformed(String value) {
    assertThat(refusal(CRC32, HeaderList.of(CRC32_HEADER, value)))
        .isEqualTo(invalid("Value for x-amz-checksum-crc32 header is invalid."));
  }

  @Test
  void isRefusedWithTwoChecksums() {
    assertThat(
            refusal(
                CRC32, HeaderList.of(CRC32_HEADER, COMPOSITE, "x-amz-checksum-crc32c", "pzJFoA==")))
        .isEqualTo(
            invalid(
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not"
                    + " allowed."));
  }

  @Test
  void isRefusedForAnotherAlgorithmOrType() {
    assertThat(refusal(CRC32, HeaderList.of("x-amz-checksum-crc32c", "pzJFoA==")))
        .isEqualTo(
            invalid(
                "Checksum Type mismatch occurred, expected checksum Type: crc32, actual checksum"
                    + " Type: crc32c"));
    assertThat(refusal(WHOLE_CRC32, HeaderList.of("x-amz-checksum-type", "COMPOSITE")))
        .isEqualTo(
            invalid(
                "The upload was created using the FULL_OBJECT checksum mode. The complete request"
                    + " must use the same checksum mode."));
    assertThat(refusal(CRC32, HeaderList.of("x-amz-checksum-type", "OTHER")))
        .isEqualTo(invalid("Value for x-amz-checksum-type header is invalid."));
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-checksum-crc32, y/Q5Jg==",
    "x-amz-checksum-sha1, zGcEPHvP9e6lVmvZsfPHT9mlz10="
  })
  void ofAnOldAlgorithmMeansNothingWhereNoneIsDeclared(String header, String value) {
    assertKept(null, HeaderList.of(header, value));
  }

  @Test
  void ofANewAlgorithmIsRefusedWhereNoneIsDeclared() {
    assertThat(refusal(null, HeaderList.of("x-amz-checksum-xxhash64", "AAAAAAAAAAA=")))
        .isEqualTo(
            invalid(
                "Checksum Type mismatch occurred, expected checksum Type: null, actual checksum"
                    + " Type: xxhash64"));
  }

  @Test
  void isBrokenByAnotherSize() {
    assertThat(refusal(null, HeaderList.of("x-amz-mp-object-size", "5")))
        .isEqualTo(
            invalid(
                "The provided 'x-amz-mp-object-size' header value 5 does not match what was"
                    + " computed: 9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+9", "9.0", "9223372036854775808", "99999999999999999999"})
  void isRefusedWithASizeThatIsNone(String size) {
    assertThat(refusal(null, HeaderList.of("x-amz-mp-object-size", size)))
        .isEqualTo(invalid("Value for x-amz-mp-object-size header is invalid."));
  }

  @Test
  void leavesTheRestOfTheHeadToTheDocument() {
    HeaderList rest =
        ObjectPromise.withoutChecksum(
            HeaderList.of(
                "X-Amz-Checksum-Crc32", COMPOSITE, "Content-MD5", "m", "x-amz-checksum-type", "t"));
    assertThat(rest.contains(CRC32_HEADER)).isFalse();
    assertThat(rest.first("content-md5")).isEqualTo("m");
    assertThat(rest.contains("x-amz-checksum-type")).isTrue();
  }

  private static void assertKept(@Nullable ChecksumKind declared, HeaderList headers) {
    assertThatCode(() -> require(declared, headers)).doesNotThrowAnyException();
  }

  private static Refusal refusal(@Nullable ChecksumKind declared, HeaderList headers) {
    return Refusal.of(() -> require(declared, headers));
  }

  private static void require(@Nullable ChecksumKind declared, HeaderList headers) {
    List<PartNote> parts =
        List.of(Parts.note(1, DIGITS, ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC64NVME));
    CompletedDigests completed = CompletedDigests.of(parts, declared, Mode.SSE_KMS);
    assertThat(completed.digests()).isNotEqualTo(Digests.NONE);
    ObjectPromise.of(headers).requireKept(declared, completed, parts.size(), 9);
  }

  private static Refusal invalid(String message) {
    return new Refusal("InvalidRequest", message, Map.of());
  }
}
