package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.results.Recorder;
import io.sealgate.kms.python.ProcessOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** rclone: it compares hashes wherever it believes that an ETag is one. */
@Tag("clients")
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RcloneTest {

  @Parameter Store store;
  @TempDir private Path folder;
  private ClientSite site;
  private Recorder recorder;
  private Tool rclone;

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    site = ClientSite.open(store, "rclone", ClientTools.GO.version("rclone"), "rclone");
    recorder = site.recorder();
    rclone =
        ClientTools.GO
            .tool("rclone", site)
            .with("RCLONE_CONFIG", "/dev/null")
            .with("RCLONE_CONFIG_GATE_TYPE", "s3")
            .with("RCLONE_CONFIG_GATE_PROVIDER", "AWS")
            .with("RCLONE_CONFIG_GATE_ENV_AUTH", "true")
            .with("RCLONE_CONFIG_GATE_REGION", "us-east-1")
            .with("RCLONE_CONFIG_GATE_ENDPOINT", site.server().https().toString())
            .with("RCLONE_CONFIG_GATE_FORCE_PATH_STYLE", "true")
            .with("RCLONE_CONFIG_GATE_UPLOAD_CUTOFF", "6Mi")
            .with("RCLONE_CONFIG_GATE_CHUNK_SIZE", "5Mi")
            .with("RCLONE_CA_CERT", site.server().certificate().toString())
            .with("RCLONE_RETRIES", "1");
  }

  @AfterParameterizedClassInvocation
  void stop() {
    site.close();
  }

  /** Where SSE-KMS is the default, rclone must be told so, as with AWS: the next test shows it. */
  List<SseMode> modes() {
    return Stream.of(SseMode.UNASKED, SseMode.SSE_S3, SseMode.SSE_KMS, SseMode.SSE_C)
        .filter(mode -> Rows.tries(store, mode))
        .filter(mode -> store != Store.MINIO || mode != SseMode.UNASKED)
        .toList();
  }

  @Test
  void takesEachETagForAnMd5UnlessItIsTold() throws Exception {
    String file = FileTree.make(folder.resolve("tree")).root().resolve("page.html").toString();
    String untold = "gate:" + site.bucket().name() + "/untold";
    switch (store) {
      case MINIO ->
          recorder.fails(
              "copy",
              SseMode.UNASKED,
              "as with AWS: it must be told server_side_encryption = aws:kms where that is the"
                  + " default",
              () -> {
                ProcessOutput output = rclone.attempt("copy", file, untold);
                assertThat(output.exitCode()).isNotZero();
                assertThat(output.stderr()).contains("md5 hashes differ");
              });
      case S3PROXY -> rclone.run("copy", file, untold); // SSE-S3: the ETag is an MD5
    }
  }

  @ParameterizedTest
  @MethodSource("modes")
  void synchronises(SseMode mode) throws Exception {
    Tool gate = asking(mode);
    FileTree tree = FileTree.make(folder.resolve("tree"));
    String remote = "gate:" + site.bucket().name() + "/" + mode;
    recorder.works(
        "copy",
        mode,
        () -> {
          gate.run("copy", tree.root().toString(), remote);
          site.assertSealed(mode + "/", mode);
        });
    recorder.works(
        "check with hashes",
        mode,
        () ->
            assertThat(log(gate.attempt("check", tree.root().toString(), remote, "-v")))
                .contains("0 differences found"));
    recorder.works(
        "check --download",
        mode,
        () -> gate.run("check", "--download", tree.root().toString(), remote));
    recorder.works(
        "sync that has nothing to do",
        mode,
        () ->
            assertThat(
                    log(gate.attempt("sync", "--checksum", tree.root().toString(), remote, "-v")))
                .contains("There was nothing to transfer"));
    recorder.works(
        "sync",
        mode,
        () -> {
          tree.change();
          gate.run("sync", tree.root().toString(), remote);
          Path back = folder.resolve("back");
          gate.run("sync", remote, back.toString());
          tree.assertSameAs(back);
        });
    recorder.works(
        "lsl",
        mode,
        () -> assertThat(gate.run("lsl", remote)).contains(FileTree.LARGE_BYTES + " "));
    recorder.works(
        "move on the server",
        mode,
        () -> {
          gate.run("moveto", remote + "/deep/large", remote + "/moved");
          assertThat(site.bucket().get(mode + "/moved", mode)).isEqualTo(tree.large());
        });
    recorder.works(
        "cat of a range",
        mode,
        () ->
            assertThat(gate.run("cat", "--offset", "6000000", "--count", "5", remote + "/moved"))
                .isNotEmpty());
    recorder.works("purge", mode, () -> gate.run("purge", remote));
  }

  private static String log(ProcessOutput output) {
    assertThat(output.exitCode()).as(output.stderr()).isZero();
    return output.stderr();
  }

  private Tool asking(SseMode mode) throws Exception {
    return switch (mode) {
      case UNASKED -> rclone;
      case SSE_S3 -> rclone.with("RCLONE_CONFIG_GATE_SERVER_SIDE_ENCRYPTION", "AES256");
      case SSE_KMS, DSSE_KMS ->
          rclone
              .with("RCLONE_CONFIG_GATE_SERVER_SIDE_ENCRYPTION", "aws:kms")
              .with("RCLONE_CONFIG_GATE_SSE_KMS_KEY_ID", "alias/sealgate");
      case SSE_C ->
          rclone
              .with("RCLONE_CONFIG_GATE_SSE_CUSTOMER_ALGORITHM", "AES256")
              .with("RCLONE_CONFIG_GATE_SSE_CUSTOMER_KEY_BASE64", SseMode.CUSTOMER.base64());
    };
  }
}
