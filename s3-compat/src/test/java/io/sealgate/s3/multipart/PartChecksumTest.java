package io.sealgate.s3.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.ShownChecksum;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartChecksumTest {

  private static final byte[] DIGITS = Parts.utf8("123456789");
  private static final ChecksumKind SHA256 =
      new ChecksumKind(ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE);
  private static final ChecksumKind WHOLE_CRC32 =
      new ChecksumKind(ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);

  @Test
  void refusesAnotherChecksumThanTheUploads() {
    assertThat(
            Refusal.of(() ->
                PartChecksum.ofUpload(HeaderList.of("x-amz-checksum-crc32", "y/Q5Jg=="), SHA256)))
        .isEqualTo(mismatch("expected checksum Type: sha256, actual checksum Type: crc32"));
    assertThat(
            Refusal.of(() ->
                PartChecksum.ofUpload(
                    HeaderList.of("x-amz-trailer", "x-amz-checksum-crc64nvme"), WHOLE_CRC32)))
        .isEqualTo(mismatch("expected checksum Type: crc32, actual checksum Type: crc64nvme"));
  }

  @Test
  void needsOneWhereTheObjectsIsOverTheParts() {
    assertThat(Refusal.of(() -> PartChecksum.ofUpload(new HeaderList(), SHA256)))
        .isEqualTo(mismatch("expected checksum Type: sha256, actual checksum Type: null"));
    assertThat(PartChecksum.ofUpload(new HeaderList(), WHOLE_CRC32).promised()).isNull();
    assertThat(PartChecksum.ofCopy(SHA256).declared()).isEqualTo(SHA256);
  }

  @Test
  void computesTheDeclaredChecksumWhateverIsPromised() {
    PartChecksum copied = PartChecksum.ofCopy(SHA256);
    assertThat(copied.wanted(Mode.SSE_KMS, true).always())
        .containsExactly(ChecksumAlgorithm.SHA256);
    assertThat(copied.wanted(Mode.SSE_S3, false).always())
        .containsExactlyInAnyOrder(ChecksumAlgorithm.SHA256, ChecksumAlgorithm.MD5);
    assertThat(copied.wanted(Mode.SSE_C, true).always()).containsExactly(ChecksumAlgorithm.SHA256);
  }

  @ParameterizedTest
  @EnumSource
  void computesTheDefaultUnlessTheObjectWillHaveNone(Mode mode) {
    PartChecksum undeclared = PartChecksum.ofUpload(new HeaderList(), null);
    Set<ChecksumAlgorithm> always = undeclared.wanted(mode, true).always();
    assertThat(always.contains(ChecksumAlgorithm.CRC64NVME)).isEqualTo(mode != Mode.SSE_C);
    assertThat(always.contains(ChecksumAlgorithm.MD5)).isEqualTo(mode == Mode.SSE_S3);
    assertThat(undeclared.wanted(mode, false).always()).doesNotContain(ChecksumAlgorithm.CRC64NVME);
    assertThat(undeclared.wanted(mode, true).unlessPromised()).isNull();
  }

  @Test
  void showsTheDeclaredOrPromisedChecksumAndNoOther() {
    Digests digests =
        Parts.note(
                1,
                DIGITS,
                ChecksumAlgorithm.CRC64NVME,
                ChecksumAlgorithm.CRC32,
                ChecksumAlgorithm.MD5)
            .digests();
    assertThat(new PartChecksum(null, null).shown(digests)).isNull();
    assertThat(value(new PartChecksum(null, ChecksumAlgorithm.CRC64NVME).shown(digests)))
        .isEqualTo("rosUhgp5mIg=");
    assertThat(value(PartChecksum.ofCopy(WHOLE_CRC32).shown(digests))).isEqualTo("y/Q5Jg==");
    assertThat(PartChecksum.ofCopy(SHA256).shown(digests)).isNull();
  }

  private static String value(@Nullable ShownChecksum shown) {
    return shown == null ? "none" : shown.value();
  }

  private static Refusal mismatch(String what) {
    return new Refusal("InvalidRequest", "Checksum Type mismatch occurred, " + what, Map.of());
  }
}
