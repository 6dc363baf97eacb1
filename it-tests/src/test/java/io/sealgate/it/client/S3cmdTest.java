package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.results.Recorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** s3cmd: it compares the MD5 of what it sends with the ETag, and keeps its own in metadata. */
@Tag("clients")
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3cmdTest {

  @Parameter Store store;
  @TempDir private Path folder;
  private ClientSite site;
  private Recorder recorder;
  private Tool s3cmd;

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    site = ClientSite.open(store, "s3cmd", ClientTools.PYTHON.version("s3cmd"), "s3cmd");
    recorder = site.recorder();
    String host = site.server().https().getAuthority();
    Path config =
        Files.writeString(
            site.folder().resolve("s3cfg"),
            """
            [default]
            access_key = %s
            secret_key = %s
            host_base = %s
            host_bucket = %s
            bucket_location = us-east-1
            use_https = True
            ca_certs_file = %s
            multipart_chunk_size_mb = 5
            max_retries = 1
            """
                .formatted(
                    Account.APP.accessKey(),
                    Account.APP.secretKey(),
                    host,
                    host,
                    site.server().certificate()));
    s3cmd =
        ClientTools.PYTHON
            .tool("s3cmd", site)
            .with(List.of("--config", config.toString(), "--no-progress"));
  }

  @AfterParameterizedClassInvocation
  void stop() {
    site.close();
  }

  List<SseMode> modes() {
    return Stream.of(SseMode.UNASKED, SseMode.SSE_S3, SseMode.SSE_KMS)
        .filter(mode -> store == Store.MINIO || mode != SseMode.SSE_KMS)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void synchronises(SseMode mode) throws Exception {
    Tool asking = asking(mode);
    FileTree tree = FileTree.make(folder.resolve("tree"));
    String remote = "s3://" + site.bucket().name() + "/" + mode + "/";
    recorder.works(
        "put",
        mode,
        () -> {
          asking.run("put", tree.root().resolve("page.html").toString(), remote + "page");
          site.assertSealed(mode + "/page", mode);
        });
    recorder.works(
        "put in parts, get",
        mode,
        () -> {
          asking.run("put", tree.root().resolve("deep/large").toString(), remote + "large");
          site.assertSealed(mode + "/large", mode);
          Path back = folder.resolve("large-back");
          s3cmd.run("get", "--force", remote + "large", back.toString());
          assertThat(back).hasBinaryContent(tree.large());
        });
    recorder.works(
        "sync",
        mode,
        () -> {
          asking.run("sync", tree.root() + "/", remote + "tree/");
          site.assertSealed(mode + "/tree/", mode);
        });
    if (hasMd5ETags(mode)) {
      recorder.works(
          "sync that has nothing to do",
          mode,
          () ->
              assertThat(asking.run("sync", tree.root() + "/", remote + "tree/"))
                  .doesNotContain("upload:"));
    } else {
      recorder.fails(
          "sync that has nothing to do",
          mode,
          "as with AWS: it takes ETags for MD5s and sends everything again, unless --no-check-md5",
          () ->
              assertThat(asking.run("sync", tree.root() + "/", remote + "tree/"))
                  .contains("upload:"));
    }
    recorder.works(
        "sync --no-check-md5 that has nothing to do",
        mode,
        () ->
            assertThat(asking.run("sync", "--no-check-md5", tree.root() + "/", remote + "tree/"))
                .doesNotContain("upload:"));
    recorder.works(
        "sync of changes, and back",
        mode,
        () -> {
          tree.change();
          asking.run("sync", "--delete-removed", tree.root() + "/", remote + "tree/");
          Path back = Files.createDirectories(folder.resolve("tree-back"));
          s3cmd.run("sync", remote + "tree/", back + "/");
          tree.assertSameAs(back);
        });
    recorder.works(
        "ls, du",
        mode,
        () -> {
          assertThat(s3cmd.run("ls", remote + "tree/deep/"))
              .contains(" " + FileTree.LARGE_BYTES + " ");
          assertThat(s3cmd.run("du", remote + "large")).contains(FileTree.LARGE_BYTES + " ");
        });
    recorder.works(
        "info",
        mode,
        () ->
            assertThat(s3cmd.run("info", remote + "large"))
                .contains("File size: " + FileTree.LARGE_BYTES));
    recorder.works(
        "cp, mv",
        mode,
        () -> {
          asking.run("cp", remote + "large", remote + "copy");
          asking.run("mv", remote + "copy", remote + "moved");
          assertThat(site.bucket().get(mode + "/moved", mode)).isEqualTo(tree.large());
          site.assertSealed(mode + "/moved", mode);
        });
    recorder.works(
        "del --recursive", mode, () -> s3cmd.run("del", "--recursive", "--force", remote));
  }

  /** Before MinIO, what is not asked for is SSE-KMS. */
  private boolean hasMd5ETags(SseMode mode) {
    return mode.hasMd5ETag() && !(mode == SseMode.UNASKED && store == Store.MINIO);
  }

  private Tool asking(SseMode mode) {
    return switch (mode) {
      case UNASKED, SSE_C -> s3cmd;
      case SSE_S3 -> s3cmd.with(List.of("--server-side-encryption"));
      case SSE_KMS, DSSE_KMS ->
          s3cmd.with(
              List.of(
                  "--server-side-encryption", "--server-side-encryption-kms-id=alias/sealgate"));
    };
  }
}
