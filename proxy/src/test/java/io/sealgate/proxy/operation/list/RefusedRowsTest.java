package io.sealgate.proxy.operation.list;

import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.operation.OperationFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The store lists an object that it does not let be looked at. */
final class RefusedRowsTest {

  @AutoClose private final OperationFixture s3;

  RefusedRowsTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @BeforeEach
  void store() {
    s3.put("/box/fine", random(1000), SSE, "aws:kms");
    s3.put("/box/kept", random(100_000), SSE, "AES256");
  }

  /** Without the customer's key AWS answers 400 without saying why, where the store has a key. */
  @ParameterizedTest
  @CsvSource({"400,", "400,InvalidRequest", "403,", "403,AccessDenied"})
  void showsAsListedWhatTheStoreDoesNotShow(int status, String code) {
    refuse(status, code == null ? new HeaderList() : HeaderList.of("x-minio-error-code", code));
    String eTag = s3.store.get("box/kept").etag().replace("\"", "&quot;");
    assertThat(list())
        .contains("<Key>fine</Key>", "<Size>1000</Size>")
        .contains(
            "<Key>kept</Key><ETag>%s</ETag><Size>%d</Size>"
                .formatted(eTag, s3.store.get("box/kept").bytes().length));
  }

  @Test
  void looksAgainTheNextTime() {
    refuse(403, new HeaderList());
    list();
    assertThat(list()).contains("<Size>100000</Size>");
  }

  @ParameterizedTest
  @ValueSource(ints = {405, 429, 500, 503})
  void failsThePageWhenTheStoreIsInTrouble(int status) {
    refuse(status, new HeaderList());
    assertThatThrownBy(this::list).isInstanceOf(RuntimeException.class);
  }

  private void refuse(int status, HeaderList headers) {
    s3.store.answerInstead(
        request -> request.method().equals("HEAD") && request.key().equals("kept"),
        status,
        headers,
        "");
  }

  private String list() {
    return new String(
        s3.send("GET", "/box?list-type=2", new byte[0]).body(), StandardCharsets.UTF_8);
  }
}
