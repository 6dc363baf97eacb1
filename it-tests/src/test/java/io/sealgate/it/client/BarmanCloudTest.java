package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.results.Recorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** barman's tools for clouds: PostgreSQL's files in large archives, its log file by file. */
@Tag("clients")
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BarmanCloudTest {

  private static final String SERVER = "main";
  private static final Pattern BACKUP_ID = Pattern.compile("\\d{8}T\\d{6}");
  private static final String SEGMENT = "000000010000000000000042";

  @Parameter Store store;
  private ClientSite site;
  private Recorder recorder;

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    site =
        ClientSite.open(
            store, "barman-cloud", ClientTools.PYTHON.version("barman"), "barman-cloud");
    recorder = site.recorder();
  }

  @AfterParameterizedClassInvocation
  void stop() {
    site.close();
  }

  List<SseMode> modes() {
    return store == Store.MINIO
        ? List.of(SseMode.UNASKED, SseMode.SSE_S3, SseMode.SSE_KMS)
        : List.of(SseMode.UNASKED);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void archivesTheLog(SseMode mode) throws Exception {
    Path folder = Files.createDirectories(site.folder().resolve("wal-" + mode));
    byte[] segment = Bodies.ofLength(16 << 20);
    Path file = Files.write(folder.resolve(SEGMENT), segment);
    recorder.works(
        "barman-cloud-wal-archive, -wal-restore",
        mode,
        () -> {
          tool("barman-cloud-wal-archive")
              .with(asking(mode))
              .run(place("wal-" + mode), SERVER, file.toString());
          site.assertSealed("wal-" + mode, mode);
          Path back = folder.resolve("back");
          tool("barman-cloud-wal-restore")
              .run(place("wal-" + mode), SERVER, SEGMENT, back.toString());
          assertThat(back).hasBinaryContent(segment);
        });
  }

  @ParameterizedTest
  @MethodSource("modes")
  void backsUpAndRestores(SseMode mode) throws Exception {
    try (PostgresCluster postgres =
        PostgresCluster.start(site, site.folder().resolve("pg-" + mode), "")) {
      postgres.fill();
      String expected = postgres.fingerprint();
      recorder.works(
          "barman-cloud-backup",
          mode,
          () -> {
            tool("barman-cloud-backup")
                .with(asking(mode))
                .run(
                    "--host",
                    postgres.socket().toString(),
                    "--user",
                    "postgres",
                    "--immediate-checkpoint",
                    "--min-chunk-size",
                    "5MB",
                    place("backup-" + mode),
                    SERVER);
            site.assertSealed("backup-" + mode, mode);
          });
      recorder.works(
          "barman-cloud-backup-list, -restore",
          mode,
          () -> {
            String list =
                tool("barman-cloud-backup-list")
                    .run("--format", "json", place("backup-" + mode), SERVER);
            assertThat(list).contains("\"DONE\"");
            Matcher id = BACKUP_ID.matcher(list);
            assertThat(id.find()).as(list).isTrue();
            archiveTheLogOf(postgres, mode);
            postgres.lose();
            tool("barman-cloud-restore")
                .run(place("backup-" + mode), SERVER, id.group(), postgres.data().toString());
            recoverFrom(postgres, mode);
            assertThat(postgres.fingerprint()).isEqualTo(expected);
          });
      recorder.works(
          "barman-cloud-backup-delete",
          mode,
          () ->
              tool("barman-cloud-backup-delete")
                  .run(
                      "--retention-policy",
                      "REDUNDANCY 1",
                      "--minimum-redundancy",
                      "1",
                      place("backup-" + mode),
                      SERVER));
    }
  }

  /** Every segment that there is, as if the database had given them one by one. */
  private void archiveTheLogOf(PostgresCluster postgres, SseMode mode) throws Exception {
    postgres.query("SELECT pg_switch_wal()");
    List<Path> segments = new ArrayList<>();
    try (Stream<Path> files = Files.list(postgres.data().resolve("pg_wal"))) {
      files
          .filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}"))
          .forEach(segments::add);
    }
    for (Path segment : segments) {
      tool("barman-cloud-wal-archive")
          .with(asking(mode))
          .run(place("backup-" + mode), SERVER, segment.toString());
    }
  }

  private void recoverFrom(PostgresCluster postgres, SseMode mode) throws Exception {
    Tool restore = tool("barman-cloud-wal-restore");
    List<String> words = new ArrayList<>(restore.command());
    words.addAll(List.of(place("backup-" + mode), SERVER));
    Files.writeString(
        postgres.data().resolve("postgresql.auto.conf"),
        "\nrestore_command = '"
            + String.join(" ", words)
            + " %f %p'\nrecovery_target = 'immediate'\n"
            + "recovery_target_action = 'promote'\n",
        StandardOpenOption.APPEND);
    Files.createFile(postgres.data().resolve("recovery.signal"));
    postgres.restart(restore.environment());
  }

  private Tool tool(String name) throws Exception {
    return ClientTools.PYTHON
        .tool(name, site)
        .with(List.of("--endpoint-url", site.server().https().toString()));
  }

  private static List<String> asking(SseMode mode) {
    return switch (mode) {
      case UNASKED, SSE_C -> List.of();
      case SSE_S3 -> List.of("--encryption", "AES256");
      case SSE_KMS, DSSE_KMS ->
          List.of("--encryption", "aws:kms", "--sse-kms-key-id", "alias/sealgate");
    };
  }

  private String place(String name) {
    return "s3://" + site.bucket().name() + "/" + name;
  }
}
