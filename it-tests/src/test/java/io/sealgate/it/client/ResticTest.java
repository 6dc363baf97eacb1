package io.sealgate.it.client;

import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.results.Recorder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * restic: backups over the client library of MinIO for Go. It encrypts by itself, and asks for
 * nothing.
 */
@Tag("clients")
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ResticTest {

  private static final SseMode MODE = SseMode.UNASKED;

  @Parameter Store store;
  @TempDir private Path folder;
  private ClientSite site;
  private Recorder recorder;
  private Tool restic;

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    site = ClientSite.open(store, "restic", ClientTools.GO.version("restic"), "restic");
    recorder = site.recorder();
    restic =
        ClientTools.GO
            .tool("restic", site)
            .with("RESTIC_REPOSITORY", "s3:" + site.server().https() + "/" + site.bucket().name())
            .with("RESTIC_PASSWORD", "a password of the backup")
            .with("RESTIC_CACHE_DIR", site.folder().resolve("cache").toString())
            .with(
                List.of(
                    "--cacert",
                    site.server().certificate().toString(),
                    "--option",
                    "s3.bucket-lookup=path"));
  }

  @AfterParameterizedClassInvocation
  void stop() {
    site.close();
  }

  @Test
  void backsUpAndRestores() throws Exception {
    FileTree tree = FileTree.make(folder.resolve("tree"));
    recorder.works("init", MODE, () -> restic.run("init"));
    recorder.works(
        "backup",
        MODE,
        () -> {
          restic.run("backup", tree.root().toString());
          site.assertSealed("", MODE);
        });
    recorder.works("check --read-data", MODE, () -> restic.run("check", "--read-data"));
    recorder.works(
        "second backup, forget, prune",
        MODE,
        () -> {
          tree.change();
          restic.run("backup", tree.root().toString());
          restic.run("forget", "--keep-last", "1", "--prune");
          restic.run("check", "--read-data");
        });
    recorder.works(
        "restore",
        MODE,
        () -> {
          Path back = folder.resolve("back");
          restic.run("restore", "latest:" + tree.root(), "--target", back.toString());
          tree.assertSameAs(back);
        });
  }
}
