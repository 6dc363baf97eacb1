package io.sealgate.proxy.operation.read;

import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of an object that is not sealed are the store's, whose answers MinIO words in its way. */
final class PlaintextPartTest {

  @AutoClose private final OperationFixture s3;

  PlaintextPartTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void readsThePartOfAnEmptyObject(String method) {
    s3.put("/clear/empty", new byte[0]);
    s3.store.answerInstead(
        PlaintextPartTest::namesAPart, 206, HeaderList.of("x-amz-mp-parts-count", "1"), "");
    S3Response answer = s3.send(method, "/clear/empty?partNumber=1", new byte[0]);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().first("Content-Range")).isNull();
    assertThat(answer.headers().first("x-amz-mp-parts-count")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void refusesAPartBehindTheLastAsThatOfASealedObject(String method) {
    s3.put("/clear/k", random(100));
    s3.store.answerInstead(
        PlaintextPartTest::namesAPart,
        416,
        new HeaderList(),
        method.equals("HEAD") ? "" : "<Error><Code>InvalidRange</Code></Error>");
    assertThatThrownBy(() -> s3.send(method, "/clear/k?partNumber=2", new byte[0]))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> {
              assertThat(refused.error()).isEqualTo(S3Error.INVALID_PART_NUMBER);
              assertThat(refused.details()).containsEntry("PartNumberRequested", "2");
            });
  }

  @Test
  void readsAPartThatTheStoreSends() {
    byte[] body = random(100);
    s3.put("/clear/k", body);
    assertThat(s3.get("/clear/k?partNumber=1").body()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void neverMixesTwoObjects(String method) {
    s3.put("/clear/k", random(100));
    s3.store.before(PlaintextPartTest::namesAPart, () -> s3.put("/clear/k", random(200)));
    assertThatThrownBy(() -> s3.send(method, "/clear/k?partNumber=1", new byte[0]))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("replaced");
    assertThat(s3.head("/clear/k?partNumber=1").headers().first("Content-Length")).isEqualTo("200");
  }

  private static boolean namesAPart(BackendRequest request) {
    return request.rawQuery().contains("partNumber");
  }
}
