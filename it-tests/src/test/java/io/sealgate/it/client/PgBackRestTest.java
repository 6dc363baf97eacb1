package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.results.Recorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** pgBackRest: PostgreSQL's files and its log, there and back. */
@Tag("clients")
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PgBackRestTest {

  @Parameter Store store;
  private ClientSite site;
  private Recorder recorder;

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    site =
        ClientSite.open(
            store, "pgBackRest", ClientTools.DEBIAN.version("pgbackrest"), "pgbackrest");
    recorder = site.recorder();
  }

  @AfterParameterizedClassInvocation
  void stop() {
    site.close();
  }

  List<SseMode> modes() {
    return store == Store.MINIO
        ? List.of(SseMode.UNASKED, SseMode.SSE_KMS)
        : List.of(SseMode.UNASKED);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void backsUpAndRestores(SseMode mode) throws Exception {
    Path folder = site.folder().resolve(mode.name());
    Path config = Files.createDirectories(folder).resolve("pgbackrest.conf");
    Tool pgBackRest =
        PostgresCluster.unprivileged(
            ClientTools.DEBIAN
                .tool("pgbackrest", site)
                .with(List.of("--config", config.toString(), "--stanza=main")));
    String archive = String.join(" ", pgBackRest.command()) + " archive-push %p";
    try (PostgresCluster postgres =
        PostgresCluster.start(
            site,
            folder.resolve("pg"),
            "archive_mode = on\narchive_command = '" + inside(archive) + "'\n")) {
      Files.writeString(config, configuration(mode, folder, postgres));
      postgres.fill();
      String expected = postgres.fingerprint();
      recorder.works(
          "stanza-create, check",
          mode,
          () -> {
            pgBackRest.run("stanza-create");
            pgBackRest.run("check");
          });
      recorder.works(
          "backup (full and incremental)",
          mode,
          () -> {
            pgBackRest.run("--type=full", "backup");
            postgres.query(
                "INSERT INTO kept SELECT -i, 'more', '' FROM generate_series(1, 1000) i");
            pgBackRest.run("--type=incr", "backup");
            site.assertSealed(mode + "/", mode);
          });
      String grown = postgres.fingerprint();
      assertThat(grown).isNotEqualTo(expected);
      recorder.works(
          "verify, info",
          mode,
          () -> {
            pgBackRest.run("verify");
            assertThat(pgBackRest.run("info")).contains("incr backup");
          });
      recorder.works(
          "restore",
          mode,
          () -> {
            postgres.lose();
            pgBackRest.run("restore");
            postgres.restart();
            assertThat(postgres.fingerprint()).isEqualTo(grown);
          });
      recorder.works("expire", mode, () -> pgBackRest.run("--repo1-retention-full=1", "expire"));
    }
  }

  /** The database runs inside the namespace already. */
  private static String inside(String command) {
    return command.substring(command.indexOf(command.startsWith("unshare") ? " /" : "/")).strip();
  }

  private String configuration(SseMode mode, Path folder, PostgresCluster postgres)
      throws Exception {
    String lines =
        """
        [global]
        repo1-type=s3
        repo1-path=/%s
        repo1-s3-bucket=%s
        repo1-s3-endpoint=localhost
        repo1-storage-port=%d
        repo1-storage-ca-file=%s
        repo1-s3-uri-style=path
        repo1-s3-region=us-east-1
        repo1-s3-key=%s
        repo1-s3-key-secret=%s
        repo1-storage-upload-chunk-size=5MiB
        repo1-retention-full=2
        compress-type=none
        lock-path=%s/lock
        log-path=%s/log
        spool-path=%s/spool
        log-level-console=warn
        start-fast=y

        [main]
        pg1-path=%s
        pg1-socket-path=%s
        pg1-user=postgres
        """
            .formatted(
                mode,
                site.bucket().name(),
                site.server().https().getPort(),
                site.server().certificate(),
                Account.APP.accessKey(),
                Account.APP.secretKey(),
                folder,
                folder,
                folder,
                postgres.data(),
                postgres.socket());
    return mode == SseMode.SSE_KMS
        ? lines.replace("[main]", "repo1-s3-kms-key-id=alias/sealgate\n[main]")
        : lines;
  }
}
