package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.results.Outcome;
import io.sealgate.it.results.Recorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
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

/** mc, MinIO's own client. */
@Tag("clients")
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class McTest {

  @Parameter Store store;
  @TempDir private Path folder;
  private ClientSite site;
  private Recorder recorder;
  private Tool mc;
  private String keyId;

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    site = ClientSite.open(store, "mc", ClientTools.GO.version("mc"), "mc-client");
    recorder = site.recorder();
    // It takes letters, digits, '-' and '_' for a key's name: neither an alias nor an ARN.
    keyId =
        site.server().keys().describeKey(key -> key.keyId("alias/sealgate")).keyMetadata().keyId();
    Path config =
        Files.createDirectories(site.folder().resolve("mc/certs/CAs")).getParent().getParent();
    Files.copy(site.server().certificate(), config.resolve("certs/CAs/sealgate.crt"));
    String alias =
        "https://"
            + Account.APP.accessKey()
            + ":"
            + Account.APP.secretKey()
            + "@"
            + site.server().https().getAuthority();
    mc =
        ClientTools.GO
            .tool("mc", site)
            .with("MC_HOST_gate", alias)
            .with(List.of("--config-dir", config.toString(), "--disable-pager", "--no-color"));
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
  void copiesAndMirrors(SseMode mode) throws Exception {
    FileTree tree = FileTree.make(folder.resolve("tree"));
    String remote = "gate/" + site.bucket().name() + "/" + mode;
    recorder.works(
        "cp there and back",
        mode,
        () -> {
          run(mode, "cp", tree.root().resolve("deep/large").toString(), remote + "/large");
          site.assertSealed(mode + "/large", mode);
          Path back = folder.resolve("back");
          run(reading(mode), "cp", remote + "/large", back.toString());
          assertThat(back).hasBinaryContent(tree.large());
        });
    recorder.works(
        "mirror",
        mode,
        () -> {
          run(mode, "mirror", tree.root().toString(), remote + "/tree");
          site.assertSealed(mode + "/tree/", mode);
          tree.change();
          run(mode, "mirror", "--overwrite", "--remove", tree.root().toString(), remote + "/tree");
          Path back = folder.resolve("tree-back");
          run(reading(mode), "mirror", remote + "/tree", back.toString());
          tree.assertSameAs(back);
        });
    recorder.works(
        "stat",
        mode,
        () -> assertThat(run(reading(mode), "stat", remote + "/large")).contains("16 MiB"));
    recorder.works(
        "cp from key to key",
        mode,
        () -> {
          run(mode, "cp", remote + "/large", remote + "/copy");
          assertThat(site.bucket().get(mode + "/copy", mode)).isEqualTo(tree.large());
          site.assertSealed(mode + "/copy", mode);
        });
    recorder.works(
        "ls, du",
        mode,
        () -> {
          assertThat(mc.run("ls", "--recursive", remote)).contains("large");
          assertThat(mc.run("du", remote + "/tree")).contains("MiB");
        });
    if (store == Store.MINIO) {
      recorder.works("diff", mode, () -> assertThat(diff(tree, remote)).isEmpty());
    } else {
      recorder.found(
          "diff", mode, Outcome.NOT_RUN, "it compares times that listings here do not show");
    }
    recorder.works(
        "rm --recursive", mode, () -> mc.run("rm", "--recursive", "--force", remote + "/tree"));
  }

  private String run(SseMode mode, String command, String... arguments) throws Exception {
    String place = "gate/" + site.bucket().name();
    List<String> options =
        switch (mode) {
          case UNASKED -> List.of();
          case SSE_S3 -> List.of("--enc-s3", place);
          case SSE_KMS, DSSE_KMS -> List.of("--enc-kms", place + "=" + keyId);
          case SSE_C ->
              List.of(
                  "--enc-c",
                  place
                      + "="
                      + Base64.getEncoder()
                          .withoutPadding()
                          .encodeToString(SseMode.CUSTOMER.bytes()));
        };
    return mc.with(List.of(command)).with(options).run(arguments);
  }

  private String diff(FileTree tree, String remote) throws Exception {
    return mc.run("diff", "--json", tree.root().toString(), remote + "/tree");
  }

  /** Only objects of SSE-C are read otherwise than by their name. */
  private static SseMode reading(SseMode mode) {
    return mode == SseMode.SSE_C ? mode : SseMode.UNASKED;
  }
}
