package io.sealgate.proxy.operation.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.Support;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes and deletes that hold only while the object is what the client takes it for. */
final class ConditionalWriteTest {

  private static final String SSE = "x-amz-server-side-encryption";
  private static final byte[] SMALL = "small".getBytes(StandardCharsets.UTF_8);
  private static final byte[] LARGE = new byte[200_000];

  @AutoClose private final OperationFixture s3;

  ConditionalWriteTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES256", "aws:kms", "aws:kms:dsse"})
  void replacesOnlyTheObjectThatClientsSeeUnderThatTag(String mode) {
    for (byte[] body : new byte[][] {SMALL, LARGE}) {
      String tag = tag(s3.put("/box/k", body, SSE, mode));
      refused(S3Error.PRECONDITION_FAILED, () -> put(body, mode, "If-Match", "\"other\""));
      String next = tag(put(LARGE, mode, "If-Match", tag));
      if (!next.equals(tag)) {
        refused(S3Error.PRECONDITION_FAILED, () -> put(body, mode, "If-Match", tag));
      }
      assertThat(s3.get("/box/k").body()).isEqualTo(LARGE);
    }
  }

  @Test
  void letsTheBackendCompareInItsOwnTerms() {
    String tag = tag(s3.put("/box/k", LARGE, SSE, "AES256"));
    s3.store.takeRequests();
    put(SMALL, "AES256", "If-Match", tag);
    assertThat(s3.store.takeRequests().getLast().headers().first("If-Match"))
        .startsWith("\"etag-")
        .isNotEqualTo(tag);
  }

  @Test
  void createsOnlyWhatIsNotThere() {
    put(SMALL, "aws:kms", "If-None-Match", "*");
    refused(S3Error.PRECONDITION_FAILED, () -> put(LARGE, "aws:kms", "If-None-Match", "*"));
    assertThat(s3.get("/box/k").body()).isEqualTo(SMALL);
  }

  @Test
  void findsNoObjectToMatch() {
    refused(S3Error.NO_SUCH_KEY, () -> put(SMALL, "AES256", "If-Match", "\"any\""));
  }

  @Test
  void refusesWhatTheBackendWouldIgnore() {
    s3.supports.put(Capability.CREATE_ONLY_PUT, Support.IGNORED);
    s3.supports.put(Capability.MATCHING_PUT, Support.IGNORED);
    s3.supports.put(Capability.MATCHING_DELETE, Support.IGNORED);
    String tag = tag(s3.put("/box/k", SMALL, SSE, "AES256"));
    s3.store.takeRequests();
    refused(S3Error.NOT_IMPLEMENTED, () -> put(LARGE, "AES256", "If-None-Match", "*"));
    refused(S3Error.NOT_IMPLEMENTED, () -> put(LARGE, "AES256", "If-Match", tag));
    refused(S3Error.NOT_IMPLEMENTED, () -> delete("If-Match", tag));
    assertThat(s3.store.takeRequests()).isEmpty();
  }

  @Test
  void deletesOnlyTheObjectThatClientsSeeUnderThatTag() {
    String tag = tag(s3.put("/box/k", LARGE, SSE, "AES256"));
    refused(S3Error.PRECONDITION_FAILED, () -> delete("If-Match", "\"other\""));
    assertThat(s3.store.has("box/k")).isTrue();
    delete("If-Match", tag);
    assertThat(s3.store.has("box/k")).isFalse();
  }

  private S3Response put(byte[] body, String mode, String condition, String value) {
    return s3.put("/box/k", body, SSE, mode, condition, value);
  }

  private S3Response delete(String condition, String value) {
    return s3.send("DELETE", "/box/k", new byte[0], condition, value);
  }

  private static String tag(S3Response response) {
    String tag = response.headers().first("ETag");
    assertThat(tag).isNotNull();
    return String.valueOf(tag);
  }

  private static void refused(S3Error error, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }
}
