package io.sealgate.proxy.operation.read;

import static io.sealgate.proxy.operation.multipart.UploadFixture.LEAST_PART_BYTES;
import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ranges whose numbers lie beyond any object: the AWS SDK for Java 1.x asks for everything from an
 * offset on as {@code bytes=offset-9223372036854775806}.
 */
final class FarRangeTest {

  /** Of an object in the bucket whose objects are not sealed. */
  private static final String UNSEALED = "none";

  private static final String[] BEYOND = {
    "5497558138879",
    "5497558138880",
    "1152921504606846976",
    "9223372036854775806",
    "9223372036854775807",
    "9223372036854775808",
    "99999999999999999999",
  };

  @AutoClose private final OperationFixture s3;

  FarRangeTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES256", "aws:kms", "aws:kms:dsse", UNSEALED})
  void readsUpToTheEndWhateverLastByteIsNamed(String mode) {
    for (int length : new int[] {10, 65_536, 200_000}) {
      byte[] object = random(length);
      s3.put(path(mode), object, headers(mode));
      for (String last : BEYOND) {
        assertReadToTheEnd(s3, mode, object, 3, last);
      }
      assertNothingBeyond(s3, mode, length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES256", "aws:kms", "aws:kms:dsse", UNSEALED})
  void readsUpToTheEndOfWhatWasUploadedInParts(String mode) {
    UploadFixture upload = UploadFixture.create(s3, path(mode), headers(mode));
    byte[] first = random(LEAST_PART_BYTES);
    byte[] second = random(100_000);
    upload.complete(s3, List.of(upload.send(s3, 1, first), upload.send(s3, 2, second)));
    byte[] object = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, object, first.length, second.length);
    try (OperationFixture cold = s3.replica()) {
      assertNothingBeyond(cold, mode, object.length);
    }
    for (String last : BEYOND) {
      try (OperationFixture cold = s3.replica()) {
        assertReadToTheEnd(cold, mode, object, first.length - 1, last);
        assertReadToTheEnd(cold, mode, object, first.length - 1, last); // with the layout at hand
        assertNothingBeyond(cold, mode, object.length);
      }
    }
  }

  private static void assertReadToTheEnd(
      OperationFixture proxy, String mode, byte[] object, int from, String last) {
    S3Response answer = proxy.get(path(mode), "Range", "bytes=" + from + "-" + last);
    assertThat(answer.status()).as(last).isEqualTo(206);
    assertThat(answer.headers().first("Content-Range"))
        .isEqualTo("bytes " + from + "-" + (object.length - 1) + "/" + object.length);
    assertThat(answer.body()).as(last).isEqualTo(Arrays.copyOfRange(object, from, object.length));
    S3Response suffix = proxy.get(path(mode), "Range", "bytes=-" + last);
    assertThat(suffix.body()).as("the last %s", last).isEqualTo(object);
  }

  private static void assertNothingBeyond(OperationFixture proxy, String mode, int length) {
    for (String first : BEYOND) {
      for (String last : new String[] {"", "99999999999999999999"}) {
        assertNothingThere(proxy, mode, "bytes=" + first + "-" + last);
      }
    }
    assertNothingThere(proxy, mode, "bytes=" + length + "-9223372036854775806");
  }

  private static void assertNothingThere(OperationFixture proxy, String mode, String range) {
    assertThatThrownBy(() -> proxy.get(path(mode), "Range", range))
        .as(range)
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.error()).isEqualTo(S3Error.INVALID_RANGE));
  }

  private static String path(String mode) {
    return mode.equals(UNSEALED) ? "/clear/k" : "/box/k";
  }

  private static String[] headers(String mode) {
    return mode.equals(UNSEALED) ? new String[0] : new String[] {SSE, mode};
  }
}
