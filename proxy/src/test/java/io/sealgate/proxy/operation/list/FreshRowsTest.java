package io.sealgate.proxy.operation.list;

import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.operation.MemoryStore;
import io.sealgate.proxy.operation.OperationFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of objects that change in the second that they are listed in. */
final class FreshRowsTest {

  @AutoClose private final OperationFixture s3;

  FreshRowsTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
    s3.put("/box/k", random(1000), SSE, "AES256");
  }

  @Test
  void showsAnObjectThatIsSealedAnewInTheSameSecond() {
    s3.store.listAsModified(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    assertThat(list()).doesNotContain("etag-1");

    MemoryStore.Item before = s3.store.get("box/k");
    s3.put("/box/k", random(1000), SSE, "aws:kms");
    MemoryStore.Item after = s3.store.get("box/k");
    assertThat(after.bytes()).hasSameSizeAs(before.bytes());
    s3.store.put("box/k", after.headers(), after.bytes(), before.etag());
    assertThat(list()).as("the store's ETag").contains("etag-1");
  }

  @Test
  void remembersARowOnceItsSecondIsOver() {
    s3.store.listAsModified(Instant.now().minus(Duration.ofSeconds(3)));
    list();
    s3.store.takeRequests();
    list();
    assertThat(s3.store.takeRequests()).extracting(BackendRequest::method).containsExactly("GET");
  }

  @Test
  void countsFromTheStoresClockWhereThatIsBehind() {
    s3.store.listAsModified(Instant.now().minus(Duration.ofMinutes(10)));
    s3.store.date(Instant.now().minus(Duration.ofMinutes(10)));
    list();
    s3.store.takeRequests();
    list();
    assertThat(s3.store.takeRequests())
        .extracting(BackendRequest::method)
        .containsExactly("GET", "HEAD");
  }

  private String list() {
    return new String(
        s3.send("GET", "/box?list-type=2", new byte[0]).body(), StandardCharsets.UTF_8);
  }
}
