package io.sealgate.kms.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.kms.KeyServiceContract;
import io.sealgate.kms.aws.TestClients;
import io.sealgate.kms.embedded.TestEngine;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.python.ProcessOutput;
import io.sealgate.kms.python.PythonTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The AWS CLI drives the endpoint as an operator does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwsCliTest {

  @TempDir private Path folder;
  private PythonTools tools;
  private KmsEngine engine;
  private WireServer server;

  @BeforeAll
  void start(@TempDir Path store) throws Exception {
    tools = PythonTools.install();
    engine = TestEngine.in(store);
    server = new WireServer(engine);
  }

  @AfterAll
  void stop() {
    server.close();
    engine.close();
  }

  @Test
  void makesAKeyWithAnAliasAndUsesItUntilItIsDisabled() throws Exception {
    JsonNode key =
        kms("create-key", "--description", "from the CLI", "--tags", "TagKey=team,TagValue=a")
            .get("KeyMetadata");
    String arn = key.get("Arn").stringValue();
    assertThat(kms("create-alias", "--alias-name", "alias/cli", "--target-key-id", arn).isEmpty())
        .isTrue();
    assertThat(kms("describe-key", "--key-id", "alias/cli").get("KeyMetadata").get("Arn"))
        .isEqualTo(key.get("Arn"));
    assertThat(kms("list-keys").get("Keys").findValuesAsString("KeyArn")).contains(arn);
    assertThat(kms("list-aliases").get("Aliases").findValuesAsString("AliasName"))
        .contains("alias/cli");

    JsonNode dataKey =
        kms(
            "generate-data-key",
            "--key-id",
            "alias/cli",
            "--key-spec",
            "AES_256",
            "--encryption-context",
            "tenant=a");
    Path blob = file("blob", bytes(dataKey, "CiphertextBlob"));
    assertThat(
            bytes(
                kms(
                    "decrypt",
                    "--ciphertext-blob",
                    "fileb://" + blob,
                    "--encryption-context",
                    "tenant=a"),
                "Plaintext"))
        .hasSize(32)
        .isEqualTo(bytes(dataKey, "Plaintext"));

    kms("disable-key", "--key-id", arn);
    ProcessOutput refused =
        run("decrypt", "--ciphertext-blob", "fileb://" + blob, "--encryption-context", "tenant=a");
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.stderr()).contains("(DisabledException)").contains(arn + " is disabled.");
  }

  @Test
  void encryptsAndReEncrypts() throws Exception {
    String first = newKey();
    String second = newKey();
    byte[] secret = "a secret".getBytes(UTF_8);
    JsonNode encrypted =
        kms("encrypt", "--key-id", first, "--plaintext", "fileb://" + file("plain", secret));
    Path blob = file("first", bytes(encrypted, "CiphertextBlob"));

    JsonNode moved =
        kms("re-encrypt", "--ciphertext-blob", "fileb://" + blob, "--destination-key-id", second);

    Path movedBlob = file("second", bytes(moved, "CiphertextBlob"));
    JsonNode decrypted = kms("decrypt", "--ciphertext-blob", "fileb://" + movedBlob);
    assertThat(bytes(decrypted, "Plaintext")).isEqualTo(secret);
    assertThat(decrypted.get("KeyId").stringValue()).isEqualTo(second);
  }

  private String newKey() throws Exception {
    return kms("create-key").get("KeyMetadata").get("Arn").stringValue();
  }

  private JsonNode kms(String... arguments) throws Exception {
    ProcessOutput output = run(arguments);
    assertThat(output.exitCode()).as(output.stderr()).isZero();
    return output.stdout().isBlank()
        ? JsonMapper.shared().createObjectNode()
        : JsonMapper.shared().readTree(output.stdout());
  }

  private ProcessOutput run(String... arguments) throws Exception {
    ProcessBuilder builder =
        tools.process(
            "aws", "--endpoint-url", server.address().toString(), "--output", "json", "kms");
    builder.command().addAll(List.of(arguments));
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID",
                KeyServiceContract.CALLER.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                TestClients.SECRET,
                "AWS_DEFAULT_REGION",
                TestClients.REGION,
                "AWS_CONFIG_FILE",
                "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE",
                "/dev/null"));
    return ProcessOutput.of(builder);
  }

  private Path file(String name, byte[] content) throws Exception {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] bytes(JsonNode answer, String member) {
    return Base64.getDecoder().decode(answer.get(member).stringValue());
  }
}
