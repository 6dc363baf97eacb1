package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.results.Outcome;
import io.sealgate.it.results.Recorder;
import io.sealgate.kms.python.ProcessOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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

/**
 * s3fs: a bucket as a file system. What it cannot do where there is no FUSE is written down. Not on
 * S3Proxy, which keeps nothing of objects whose keys end in a slash: s3fs's folders.
 */
@Tag("clients")
@ParameterizedClass
@EnumSource(names = "MINIO")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3fsTest {

  private static final Path FUSE = Path.of("/dev/fuse");
  private static final Path MOUNTS = Path.of("/proc/mounts");
  private static final String MOUNT = "mount";
  private static final long MAX_START_SECONDS = 30;

  @Parameter Store store;
  @TempDir private Path folder;
  private ClientSite site;
  private Recorder recorder;

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    site = ClientSite.open(store, "s3fs", ClientTools.DEBIAN.version("s3fs"), "s3fs-bucket");
    recorder = site.recorder();
  }

  @AfterParameterizedClassInvocation
  void stop() {
    site.close();
  }

  List<SseMode> modes() {
    return Stream.of(SseMode.UNASKED, SseMode.SSE_S3, SseMode.SSE_KMS, SseMode.SSE_C)
        .filter(mode -> Rows.tries(store, mode))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void holdsFiles(SseMode mode) throws Exception {
    if (!Files.isWritable(FUSE)) {
      recorder.notRun(MOUNT, mode, "no " + FUSE + ", or no right to it");
    }
    Path root = Files.createDirectory(folder.resolve("root"));
    Path log = folder.resolve("log");
    Process s3fs = mount(mode, root, log);
    recorder.found(MOUNT, mode, Outcome.WORKS, "");
    try {
      FileTree tree = FileTree.make(folder.resolve("tree"));
      Path copy = root.resolve(mode.name());
      recorder.works(
          "write and read files",
          mode,
          () -> {
            copy(tree.root(), copy);
            tree.assertSameAs(copy);
            site.assertSealed(mode + "/", mode);
          });
      recorder.works(
          "read and write within a file",
          mode,
          () -> {
            byte[] expected = tree.large().clone();
            byte[] patch = {1, 2, 3, 4, 5};
            System.arraycopy(patch, 0, expected, 6_000_000, patch.length);
            try (FileChannel file =
                FileChannel.open(copy.resolve("deep/large"), StandardOpenOption.WRITE)) {
              file.write(ByteBuffer.wrap(patch), 6_000_000);
            }
            assertThat(copy.resolve("deep/large")).hasBinaryContent(expected);
            assertThat(site.bucket().get(mode + "/deep/large", mode)).isEqualTo(expected);
          });
      recorder.works(
          "rename, delete",
          mode,
          () -> {
            Files.move(copy.resolve("page.html"), copy.resolve("renamed"));
            assertThat(copy.resolve("renamed"))
                .hasSameBinaryContentAs(tree.root().resolve("page.html"));
            Files.delete(copy.resolve("renamed"));
            assertThat(copy.resolve("renamed")).doesNotExist();
          });
      recorder.works(
          "sizes of files",
          mode,
          () -> assertThat(Files.size(copy.resolve("deep/large"))).isEqualTo(FileTree.LARGE_BYTES));
    } finally {
      unmount(root, s3fs, log);
    }
  }

  /** Mounts the bucket, in the foreground: what it says is kept, and it ends with the test. */
  private Process mount(SseMode mode, Path root, Path log) throws Exception {
    Path password = secret("password", Account.APP.accessKey() + ":" + Account.APP.secretKey());
    // Its uploads in parts ask for no encryption, whatever it is told.
    List<String> sse =
        switch (mode) {
          case UNASKED -> List.of();
          case SSE_S3 -> List.of("-o", "nomultipart,use_sse");
          case SSE_KMS, DSSE_KMS -> List.of("-o", "nomultipart,use_sse=kmsid:alias/sealgate");
          case SSE_C ->
              List.of(
                  "-o", "nomultipart,use_sse=custom:" + secret("key", SseMode.CUSTOMER.base64()));
        };
    // It was seen to refuse a self-signed certificate that it was told to trust (GnuTLS).
    Process s3fs =
        ClientTools.DEBIAN
            .tool("s3fs", site)
            .with(List.of(site.bucket().name(), root.toString(), "-f"))
            .with(sse)
            .process(
                "-o",
                "url=https://localhost:" + site.server().https().getPort(),
                "-o",
                "use_path_request_style,endpoint=us-east-1,multipart_size=5,retries=1,no_check_certificate",
                "-o",
                "passwd_file=" + password)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long deadline = System.nanoTime() + MAX_START_SECONDS * 1_000_000_000L;
    while (!Files.readString(MOUNTS).contains(" " + root + " ")) {
      assertThat(s3fs.isAlive() && System.nanoTime() - deadline < 0)
          .as("mounted: %s", Files.readString(log))
          .isTrue();
      Thread.sleep(50);
    }
    return s3fs;
  }

  private static void unmount(Path root, Process s3fs, Path log) throws Exception {
    ProcessOutput output = ProcessOutput.of(new ProcessBuilder("umount", root.toString()));
    assertThat(output.exitCode()).as("%s: %s", output.stderr(), Files.readString(log)).isZero();
    s3fs.waitFor();
  }

  private Path secret(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, content + "\n");
  }

  private static void copy(Path from, Path to) throws Exception {
    ProcessOutput output =
        ProcessOutput.of(new ProcessBuilder("cp", "-r", from.toString(), to.toString()));
    assertThat(output.exitCode()).as(output.stderr()).isZero();
  }
}
