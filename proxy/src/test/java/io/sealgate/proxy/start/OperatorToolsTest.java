package io.sealgate.proxy.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealgate.proxy.StartException;
import io.sealgate.proxy.StoredObject;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.ConfigLoader;
import io.sealgate.proxy.exchange.FakeBackend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the operator's tools say when they cannot do what they were asked to. */
@Timeout(60)
final class OperatorToolsTest {

  @TempDir private Path folder;

  @Test
  void saysThatAVersionIdIsNotOne() throws IOException {
    try (FakeBackend backend =
        new FakeBackend(connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        })) {
      Config config = config("127.0.0.1:" + backend.port());
      StoredObject object = new StoredObject("b", "k", "xyz", null);
      assertThatExceptionOfType(StartException.class)
          .isThrownBy(() ->
              new OperatorTools()
                  .inspect(
                      config,
                      object,
                      new PrintStream(
                          OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)))
          .withMessage("s3://b/k: Invalid version id specified");
    }
  }

  @Test
  void namesTheStoreThatDoesNotResolve() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new OperatorTools()
        .describe(
            config("nowhere.invalid:9000"), new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("the backend's name does not resolve: nowhere.invalid")
        .doesNotContain("Exception");
  }

  @Test
  void namesTheFileOfTheCustomersKeyThatIsMissing() throws IOException {
    Config config = config("127.0.0.1:9000");
    Path missing = folder.resolve("no.key");
    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() ->
            new OperatorTools()
                .decrypt(
                    config,
                    new StoredObject("b", "k", null, missing),
                    false,
                    OutputStream.nullOutputStream()))
        .withMessage("--customer-key-file: there is no file " + missing);
  }

  private Config config(String backend) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("sealgate.yaml"),
            """
            backend: { endpoint: "http://%s", access-key: b, secret-key: b-secret }
            clients: [ { name: app, access-key: AKAPP, secret-key: app-secret } ]
            """
                .formatted(backend));
    return new ConfigLoader(name -> null).server(file);
  }
}
