package io.sealgate.s3.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumHeadersTest {

  @Test
  void isNothingWithoutHeaders() {
    assertThat(ChecksumHeaders.of(new HeaderList())).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32, COMPOSITE",
    "CRC32C, COMPOSITE",
    "CRC64NVME, FULL_OBJECT",
    "SHA1, COMPOSITE",
    "SHA256, COMPOSITE",
    "SHA512, COMPOSITE",
    "MD5, COMPOSITE",
    "XXHASH64, COMPOSITE",
    "XXHASH3, COMPOSITE",
    "XXHASH128, COMPOSITE"
  })
  void hasTheTypeThatIsUsualForTheAlgorithm(ChecksumAlgorithm algorithm, ChecksumType type) {
    ChecksumKind kind = new ChecksumKind(algorithm, type);
    assertThat(ChecksumHeaders.of(headers(algorithm.name(), null))).isEqualTo(kind);
    assertThat(ChecksumHeaders.of(headers(algorithm.name(), type.name()))).isEqualTo(kind);
    HeaderList answer = new HeaderList();
    kind.addHeaders(answer);
    assertThat(ChecksumHeaders.of(answer)).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C"})
  void mayBeOverTheWholeForACrc(ChecksumAlgorithm algorithm) {
    assertThat(ChecksumHeaders.of(headers(algorithm.name(), "FULL_OBJECT")))
        .isEqualTo(new ChecksumKind(algorithm, ChecksumType.FULL_OBJECT));
  }

  @ParameterizedTest
  @CsvSource({
    "CRC64NVME, COMPOSITE",
    "SHA1, FULL_OBJECT",
    "SHA256, FULL_OBJECT",
    "SHA512, FULL_OBJECT",
    "MD5, FULL_OBJECT",
    "XXHASH128, FULL_OBJECT"
  })
  void refusesATypeThatTheAlgorithmDoesNotAllow(ChecksumAlgorithm algorithm, String type) {
    assertThat(Refusal.of(() -> ChecksumHeaders.of(headers(algorithm.name(), type))))
        .isEqualTo(
            refused(
                "The "
                    + type
                    + " checksum type cannot be used with the "
                    + algorithm.shortName()
                    + " checksum algorithm."));
  }

  @Test
  void refusesATypeWithoutAlgorithm() {
    assertThat(
            Refusal.of(
                () -> ChecksumHeaders.of(HeaderList.of("x-amz-checksum-type", "FULL_OBJECT"))))
        .isEqualTo(
            refused(
                "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
                    + " header."));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(Refusal.of(() -> ChecksumHeaders.of(headers("CRC16", null))))
        .isEqualTo(
            refused(
                "Checksum algorithm provided is unsupported. Please try again with any of the valid"
                    + " types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256, SHA512, MD5, XXHASH64,"
                    + " XXHASH3, XXHASH128]"));
    assertThat(Refusal.of(() -> ChecksumHeaders.of(headers("CRC32", "composite"))))
        .isEqualTo(refused("Value for x-amz-checksum-type header is invalid."));
  }

  private static HeaderList headers(String algorithm, @Nullable String type) {
    HeaderList headers = HeaderList.of("X-Amz-Checksum-Algorithm", algorithm);
    if (type != null) {
      headers.add("X-Amz-Checksum-Type", type);
    }
    return headers;
  }

  private static Refusal refused(String message) {
    return new Refusal("InvalidRequest", message, Map.of());
  }
}
