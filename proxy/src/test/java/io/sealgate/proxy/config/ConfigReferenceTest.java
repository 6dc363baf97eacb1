package io.sealgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.proxy.config.schema.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigReferenceTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "CONFIGURATION.md");

  @TempDir private Path folder;

  @Test
  void isWhatTheDocumentationShows() throws IOException {
    assertThat(Files.readString(DOCUMENT))
        .as("stale: ./sealgate config reference --format markdown > docs/CONFIGURATION.md")
        .isEqualTo(ConfigReference.markdown());
  }

  @Test
  void isItselfAConfigurationWithEachDefault() throws IOException {
    Config reference = read(ConfigReference.yaml());
    Config minimal = ConfigFile.with(folder, "").server();
    assertThat(reference.listen()).isEqualTo(minimal.listen());
    assertThat(reference.admin()).isEqualTo(minimal.admin());
    assertThat(reference.domain()).isEqualTo(minimal.domain());
    assertThat(reference.kms()).isEqualTo(minimal.kms());
    assertThat(reference.encryption()).isEqualTo(minimal.encryption());
    assertThat(reference.keyCache()).isEqualTo(minimal.keyCache());
    assertThat(reference.limits()).isEqualTo(minimal.limits());
  }

  @Test
  void setsEachOptionalKeyWhoseCommentMarkIsRemoved() throws IOException {
    String listen = section("listen");
    assertThat(read(withoutMarks(listen)).listen().tls())
        .isEqualTo(
            new TlsConfig(
                Path.of("/etc/sealgate/tls.crt"),
                Path.of("/etc/sealgate/tls.key"),
                Path.of("/etc/sealgate/clients-ca.crt")));
    String encryption = section("encryption").replace("rules: []", "rules:");
    EncryptionConfig config = read(withoutMarks(encryption)).encryption();
    assertThat(config.defaultMode()).isEqualTo(new EncryptionMode.SseKms("alias/sealgate", true));
    assertThat(config.rules()).hasSize(1);
  }

  @Test
  void namesWhatIsNotSupportedYet() {
    assertThat(ConfigReference.yaml())
        .contains("#policy-files: …", "#keyrings: …", "#bucket-identity: …");
  }

  private Config read(String document) throws IOException {
    Path secret = Files.writeString(folder.resolve("app-secret-key"), "secret\n");
    Map<String, String> environment =
        Map.of("BACKEND_ACCESS_KEY", "b", "BACKEND_SECRET_KEY", "c", "APP_ACCESS_KEY", "d");
    String local = document.replace("/run/secrets/app-secret-key", secret.toString());
    String complete =
        local.contains("clients:") ? local : local + ConfigFile.BACKEND + ConfigFile.CLIENTS;
    return Reading.read(RootKeys.SERVER, complete, folder, environment::get);
  }

  private static String section(String name) {
    String yaml = ConfigReference.yaml();
    int start = yaml.indexOf("\n" + name + ":\n") + 1;
    return yaml.substring(start, yaml.indexOf("\n\n", start) + 1);
  }

  private static String withoutMarks(String yaml) {
    return yaml.replaceAll("(?m)^( *)#(?! )", "$1");
  }
}
