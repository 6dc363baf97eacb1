package io.sealgate.proxy.operation.read;

import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects without a byte, of which no range can be read. */
final class EmptyObjectTest {

  @AutoClose private final OperationFixture s3;

  EmptyObjectTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-9", "bytes=5-", "bytes=-5"})
  void isAllThereIsWhereIfRangeNamesAnother(String range) {
    s3.put("/clear/empty", new byte[0]);
    s3.put("/box/empty", new byte[0], SSE, "aws:kms");
    for (String path : new String[] {"/clear/empty", "/box/empty"}) {
      S3Response answer = s3.get(path, "Range", range, "If-Range", "\"other\"");
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).isEmpty();
      assertThat(answer.headers().first("ETag")).as(path).isNotNull();
      assertThat(answer.headers().first("Content-Range")).as(path).isNull();
    }
  }
}
