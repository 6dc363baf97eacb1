package io.sealgate.it.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.s3.S3Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page about clients says what was found. With {@code -Dcompatibility.write=true}, the results
 * that the build left are taken over into {@code docs/results/clients}, and the page is made anew.
 */
final class CompatibilityPageTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "COMPATIBILITY.md");
  private static final Path RESULTS = Path.of("..", "docs", "results", "clients");

  @Test
  void isWhatTheDocumentationShows() throws IOException {
    if (Boolean.getBoolean("compatibility.write")) {
      ClientReport.readAll(Recorder.FOUND).forEach(report -> report.mergeInto(RESULTS));
      Files.writeString(
          DOCUMENT, CompatibilityPage.markdown(text(), ClientReport.readAll(RESULTS)));
    }
    assertThat(Files.readString(DOCUMENT))
        .as("stale: scripts/compatibility.sh writes it anew")
        .isEqualTo(CompatibilityPage.markdown(text(), ClientReport.readAll(RESULTS)));
  }

  @Test
  void namesEachServedOperation() throws IOException {
    assertThat(text().split("\\W+"))
        .contains(
            Arrays.stream(S3Operation.values())
                .filter(S3Operation::isServed)
                .map(S3Operation::operationName)
                .toArray(String[]::new));
  }

  @Test
  void showsEachOutcomeWithItsStores() {
    ClientReport report =
        new ClientReport(
            "tool",
            "1.0",
            List.of(
                new ClientResult("put", SseMode.UNASKED, Store.MINIO, Outcome.WORKS, ""),
                new ClientResult("put", SseMode.UNASKED, Store.S3PROXY, Outcome.WORKS, ""),
                new ClientResult("put", SseMode.SSE_C, Store.MINIO, Outcome.FAILS, "a reason"),
                new ClientResult("lock", SseMode.UNASKED, Store.MINIO, Outcome.WORKS, ""),
                new ClientResult(
                    "lock", SseMode.UNASKED, Store.S3PROXY, Outcome.REFUSED, "501 NotImplemented"),
                new ClientResult("mount", SseMode.SSE_C, Store.MINIO, Outcome.NOT_RUN, "no FUSE")));
    assertThat(CompatibilityPage.markdown("{{clients}}\n", List.of(report)))
        .isEqualTo(
            """
            ### tool 1.0

            | | nothing asked | SSE-C |
            |---|---|---|
            | put | MinIO, S3Proxy | **fails**, a reason: MinIO |
            | lock | MinIO; refused, 501 NotImplemented: S3Proxy |  |
            | mount |  | not run, no FUSE: MinIO |
            """);
  }

  @Test
  void completesWhatIsKnownOfAVersionAndForgetsAnothers(@TempDir Path folder) {
    ClientResult put = new ClientResult("put", SseMode.UNASKED, Store.MINIO, Outcome.FAILS, "why");
    ClientResult again = new ClientResult("put", SseMode.UNASKED, Store.MINIO, Outcome.WORKS, "");
    ClientResult get = new ClientResult("get", SseMode.UNASKED, Store.MINIO, Outcome.WORKS, "");
    new ClientReport("My Tool", "1.0", List.of(put)).mergeInto(folder);
    new ClientReport("My Tool", "1.0", List.of(get, again)).mergeInto(folder);
    assertThat(ClientReport.readAll(folder))
        .containsExactly(new ClientReport("My Tool", "1.0", List.of(again, get)));
    new ClientReport("My Tool", "1.1", List.of(get)).mergeInto(folder);
    assertThat(ClientReport.readAll(folder))
        .containsExactly(new ClientReport("My Tool", "1.1", List.of(get)));
    assertThat(folder.resolve("my-tool.json")).exists();
  }

  private static String text() throws IOException {
    try (InputStream text = CompatibilityPageTest.class.getResourceAsStream("/compatibility.md")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
