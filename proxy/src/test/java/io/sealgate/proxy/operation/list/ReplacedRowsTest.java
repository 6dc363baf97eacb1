package io.sealgate.proxy.operation.list;

import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.Support;
import io.sealgate.proxy.operation.OperationFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page is listed while its objects are replaced and deleted. */
final class ReplacedRowsTest {

  @SuppressWarnings("NullAway.Init") // by JUnit
  @TempDir
  private Path folder;

  @SuppressWarnings("NullAway.Init") // by start()
  private OperationFixture writer;

  @SuppressWarnings("NullAway.Init") // by start()
  private OperationFixture reader;

  @BeforeEach
  void start() {
    writer = new OperationFixture(folder);
    reader = writer.replica();
    writer.put("/box/fine", random(1000), SSE, "aws:kms");
    writer.put("/box/hot", random(100_000), SSE, "AES256");
  }

  @AfterEach
  void stop() {
    reader.close();
    writer.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void showsWhatReplacedAnObjectWhileItWasLookedAt(boolean metadata) {
    reader.supports.put(Capability.METADATA_LISTING, metadata ? Support.WORKS : Support.REFUSED);
    writer.store.before(
        ReplacedRowsTest::readsAnEnd, () -> writer.put("/box/hot", random(100_001), SSE, "AES256"));
    assertThat(list()).contains("<Key>fine</Key>", "<Size>100001</Size>");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endsThePageThoughAnObjectIsDeletedWhileItIsLookedAt(boolean metadata) {
    reader.supports.put(Capability.METADATA_LISTING, metadata ? Support.WORKS : Support.REFUSED);
    writer.store.before(ReplacedRowsTest::readsAnEnd, () -> writer.store.remove("box/hot"));
    assertThat(list()).contains("<Key>fine</Key>", "<Size>1000</Size>");
  }

  private static boolean readsAnEnd(BackendRequest request) {
    return request.headers().contains("Range");
  }

  private String list() {
    return new String(
        reader.send("GET", "/box?list-type=2", new byte[0]).body(), StandardCharsets.UTF_8);
  }
}
