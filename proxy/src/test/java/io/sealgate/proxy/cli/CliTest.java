package io.sealgate.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.proxy.ObjectTools;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.StoredObject;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.ConfigLoader;
import io.sealgate.proxy.config.ConfigReference;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

final class CliTest {

  private static final String CONFIG =
      """
      backend: { access-key: a, secret-key: sesame }
      clients: [ { name: app, access-key: c, secret-key: sesame } ]
      encryption: { rules: [ { bucket: open-*, mode: none }, { bucket: pii, mode: aws:kms:dsse, require: true } ] }
      """;

  @TempDir private Path folder;

  private final RecordingConsole console = new RecordingConsole();
  private String file = "";

  @BeforeEach
  void writeConfiguration() throws IOException {
    file = Files.writeString(folder.resolve("sealgate.yaml"), CONFIG).toString();
  }

  @Test
  void checksAConfigurationAndSaysWhatWouldRun() {
    assertThat(run("config", "check", "--config", file)).isZero();
    assertThat(console.out())
        .contains(
            file + " can be used\n",
            "serves    http://127.0.0.1:8080, https://127.0.0.1:8443 (self-signed)\n",
            "path style and BUCKET.s3.localhost, region us-east-1\n",
            "backend   http://127.0.0.1:9000, path style, region us-east-1, system bucket",
            "client    app of account 123456789012, may do everything\n",
            "keys      embedded in " + folder.resolve("data/kms") + ", sealed by",
            "rule      open-*/*: NOT SEALED\n",
            "rule      pii/*: DSSE-KMS under alias/sealgate, nothing else, no plaintext reads\n",
            "otherwise SSE-S3 under alias/sealgate-service\n",
            "backend   is up\n")
        .doesNotContain("sesame");
    assertThat(console.err()).isEmpty();
  }

  @Test
  void checksTheFilesOfTls() throws IOException {
    Files.writeString(
        Path.of(file), CONFIG + "listen: { tls: { certificate: c.pem, private-key: k.pem } }\n");
    assertThat(run("config", "check", "--config", file)).isEqualTo(2);
    assertThat(console.err())
        .isEqualTo(
            "sealgate: listen.tls.certificate: there is no file "
                + folder.resolve("c.pem")
                + System.lineSeparator());
    assertThat(console.out()).isEmpty();
  }

  @Test
  void printsTheReference() {
    assertThat(run("config", "reference")).isZero();
    assertThat(console.out()).isEqualTo(ConfigReference.yaml());
  }

  @Test
  void printsTheReferenceAsMarkdown() {
    assertThat(run("config", "reference", "--format", "markdown")).isZero();
    assertThat(console.out()).isEqualTo(ConfigReference.markdown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "config",
        "conf",
        "serve",
        "serve --config",
        "inspect --config F",
        "config reference --format pdf",
        "inspect --config F bucket/key",
        "inspect --config F s3://bucket",
        "inspect --config F s3:///key",
        "serve --config F --secret-key x"
      })
  void endsWithTwoWhenUsedWrongly(String arguments) {
    String line = arguments.replace("F", file);
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(2);
    assertThat(console.err()).isNotEmpty().doesNotContain("\tat ");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void helpsWithEachCommand() {
    assertThat(run("--help")).isZero();
    assertThat(console.out()).contains("serve", "kms", "config", "inspect", "decrypt", "extra");
    assertThat(run("config", "reference", "--help")).isZero();
    assertThat(console.out()).contains("Usage: sealgate config reference");
  }

  @Test
  void inspectsTheObjectThatIsNamed() {
    assertThat(run("inspect", "--config", file, "--version-id", "v1", "s3://b/a/key with space"))
        .isZero();
    assertThat(console.out()).isEqualTo("b|a/key with space|v1|null");
  }

  @Test
  void decryptsToStandardOutput() {
    assertThat(run("decrypt", "--config", file, "--customer-key-file", "k", "s3://b/k")).isZero();
    assertThat(console.out()).isEqualTo("plaintext of b|k|null|k");
  }

  @Test
  void decryptsToAFile() throws IOException {
    Path output = folder.resolve("plaintext");
    assertThat(
            run(
                "decrypt",
                "--config",
                file,
                "--recover",
                "--output",
                output.toString(),
                "s3://b/k"))
        .isZero();
    assertThat(output).hasContent("recovered b|k|null|null");
    assertThat(console.out()).isEmpty();
    assertThat(console.err()).contains("no completion record says that all of them are there");
  }

  @Test
  void leavesTheFileAsItWasWhenDecryptingFailsHalfway() throws IOException {
    Path output = Files.writeString(folder.resolve("plaintext"), "from before");
    assertThat(decryptTo(output, "s3://damaged/k")).isEqualTo(1);
    assertThat(output).hasContent("from before");
    assertThat(decryptTo(folder.resolve("new"), "s3://damaged/k")).isEqualTo(1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(output, Path.of(file));
    }
  }

  @Test
  void letsNobodyButTheOwnerReadTheFile() throws IOException {
    Path output = Files.writeString(folder.resolve("plaintext"), "from before");
    assertThat(decryptTo(output, "s3://b/k")).isZero();
    assertThat(output).hasContent("plaintext of b|k|null|null");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(output)))
        .isEqualTo("rw-------");
  }

  @Test
  void writesIntoWhatIsNoFile() {
    assertThat(decryptTo(Path.of("/dev/null"), "s3://b/k")).isZero();
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
  }

  @Test
  void namesTheFolderThatTheOutputLacks() {
    assertThat(decryptTo(folder.resolve("nowhere/plaintext"), "s3://b/k")).isEqualTo(1);
    assertThat(console.err())
        .isEqualTo(
            "sealgate: --output: there is no folder "
                + folder.resolve("nowhere")
                + System.lineSeparator());
  }

  @Test
  void endsWithOneAndASentenceWhenACommandFails() {
    assertThat(run("decrypt", "--config", file, "s3://missing/k")).isEqualTo(1);
    assertThat(console.err())
        .isEqualTo("sealgate: there is no such object" + System.lineSeparator());
    assertThat(run("decrypt", "--config", file, "--output", folder.toString(), "s3://b/k"))
        .isEqualTo(1);
    assertThat(console.err()).doesNotContain("\tat ");
  }

  @Test
  void runsACommandThatAMainClassAdds() {
    assertThat(run("extra")).isEqualTo(7);
    assertThat(console.out()).isEqualTo("extra ran");
  }

  private int decryptTo(Path output, String object) {
    return run("decrypt", "--config", file, "--output", output.toString(), object);
  }

  private int run(String... arguments) {
    ConfigLoader loader = new ConfigLoader(name -> null);
    List<Subcommand> subcommands =
        List.of(
            new ServeCommand(loader, IdleServer.starter()),
            new KmsCommand(loader, IdleServer.starter()),
            new ConfigCommand(loader, (config, out) -> out.println("backend   is up")),
            new InspectCommand(loader, new NamingTools()),
            new DecryptCommand(loader, new NamingTools()),
            new ExtraCommand());
    return new Cli(subcommands, console.console()).run(arguments);
  }

  /** Says which object it was asked for. */
  private static final class NamingTools implements ObjectTools {

    @Override
    public void inspect(Config config, StoredObject object, PrintStream out) {
      out.print(name(object));
    }

    @Override
    public void decrypt(Config config, StoredObject object, boolean recover, OutputStream plaintext)
        throws IOException {
      if (object.bucket().equals("missing")) {
        throw new StartException("there is no such object");
      }
      String text = (recover ? "recovered " : "plaintext of ") + name(object);
      plaintext.write(text.getBytes(StandardCharsets.UTF_8));
      if (object.bucket().equals("damaged")) {
        throw new StartException("FRAME: does not verify");
      }
    }

    private static String name(StoredObject object) {
      return object.bucket()
          + "|"
          + object.key()
          + "|"
          + object.versionId()
          + "|"
          + object.customerKeyFile();
    }
  }

  private static final class ExtraCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
      return CommandSpec.create().name("extra");
    }

    @Override
    public int run(Invocation invocation) {
      invocation.console().out().print("extra ran");
      return 7;
    }
  }
}
