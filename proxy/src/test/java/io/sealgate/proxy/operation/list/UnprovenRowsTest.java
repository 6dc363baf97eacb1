package io.sealgate.proxy.operation.list;

import static io.sealgate.proxy.operation.multipart.UploadFixture.LEAST_PART_BYTES;
import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.Support;
import io.sealgate.proxy.operation.MemoryStore;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An object that does not verify hides none of its neighbours: it is a row as on AWS. */
final class UnprovenRowsTest {

  private static final Pattern ROW =
      Pattern.compile("<Key>(.*?)</Key><ETag>&quot;(.*?)&quot;</ETag><Size>(.*?)</Size>");
  private static final byte[] SMALL = random(1000);
  private static final byte[] LARGE = random(100_000);

  @AutoClose private final OperationFixture s3;

  UnprovenRowsTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
    s3.put("/box/fine", SMALL, SSE, "aws:kms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES256", "aws:kms", "aws:kms:dsse"})
  void showsTheClaimedSizeOfAnObjectThatTheBackendRenamed(String mode) {
    s3.put("/box/a", LARGE, SSE, mode);
    renameAtBackend("box/a", "box/renamed");
    assertThat(list()).containsOnly(Map.entry("fine", 1000L), Map.entry("renamed", 100_000L));
    assertThatThrownBy(() -> s3.get("/box/renamed")).isInstanceOf(RuntimeException.class);
  }

  @Test
  void showsTheClaimedSizeOfAnObjectThatTheBackendMovedToAnotherBucket() {
    s3.put("/elsewhere/a", LARGE, SSE, "AES256");
    renameAtBackend("elsewhere/a", "box/moved");
    assertThat(list()).containsOnly(Map.entry("fine", 1000L), Map.entry("moved", 100_000L));
    assertThatThrownBy(() -> s3.get("/box/moved")).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void showsTheStoredSizeOfWhatOnlyLooksLikeASealedObject(boolean metadata) {
    s3.supports.put(Capability.METADATA_LISTING, metadata ? Support.WORKS : Support.REFUSED);
    s3.store.put("box/foreign", HeaderList.of("x-amz-meta-sealgate", "hello"), new byte[5000]);
    assertThat(list()).containsOnly(Map.entry("fine", 1000L), Map.entry("foreign", 5000L));
    assertThatThrownBy(() -> s3.get("/box/foreign")).isInstanceOf(IntegrityException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES256", "aws:kms"})
  void showsTheStoredSizeOfAnObjectWhoseRecordIsLost(String mode) {
    UploadFixture upload = UploadFixture.create(s3, "/box/m", SSE, mode);
    UploadFixture.Sent part = upload.send(s3, 1, random(LEAST_PART_BYTES));
    upload.complete(s3, List.of(part));
    s3.store.names("sealgate-system/completed/").forEach(s3.store::remove);
    assertThat(rows(s3.replica()))
        .containsOnly(
            Map.entry("fine", 1000L), Map.entry("m", (long) s3.store.get("box/m").bytes().length));
  }

  @Test
  void showsTheBackendsETagAndCountsEachTimeWhatDoesNotVerify() {
    s3.put("/box/a", LARGE, SSE, "AES256");
    byte[] stored = s3.store.get("box/a").bytes();
    stored[stored.length - 1] ^= 1; // the facts, where the MD5 is
    OperationFixture cold = s3.replica();
    String shown = "";
    for (int i = 1; i <= 2; i++) {
      shown = text(cold);
      assertThat(cold.meters.get("sealgate.integrity.failures").counters())
          .extracting(Counter::count)
          .filteredOn(count -> count > 0)
          .containsExactly((double) i);
    }
    String eTag = s3.store.get("box/a").etag();
    assertThat(shown).contains(eTag.substring(1, eTag.length() - 1));
    assertThat(rows(cold)).containsEntry("a", 100_000L);
  }

  @Test
  void failsWhenTheStoreCannotBeAsked() {
    s3.put("/box/a", LARGE, SSE, "AES256");
    OperationFixture cold = s3.replica();
    s3.store.breakBefore(request -> request.method().equals("HEAD"));
    assertThatThrownBy(() -> text(cold)).isInstanceOf(BackendException.class);
  }

  private void renameAtBackend(String from, String to) {
    MemoryStore.Item item = s3.store.get(from);
    s3.store.put(to, item.headers(), item.bytes());
    s3.store.remove(from);
  }

  private Map<String, Long> list() {
    return rows(s3);
  }

  private static Map<String, Long> rows(OperationFixture proxy) {
    Map<String, Long> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(text(proxy));
    while (row.find()) {
      rows.put(row.group(1), Long.valueOf(row.group(3)));
    }
    return rows;
  }

  private static String text(OperationFixture proxy) {
    return new String(
        proxy.send("GET", "/box?list-type=2", new byte[0]).body(), StandardCharsets.UTF_8);
  }
}
