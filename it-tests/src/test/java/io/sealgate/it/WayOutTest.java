package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Clients;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.kms.python.ProcessOutput;
import io.sealgate.kms.python.PythonTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The script with which one leaves Sealgate: it knows the store and the key service, and no more.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WayOutTest {

  private static final Path SCRIPT = Path.of("../docs/way-out/open_object.py");

  @TempDir private Path folder;
  private PythonTools tools;
  private SealgateServer server;
  private Bucket bucket;

  @BeforeAll
  void start() throws Exception {
    tools = PythonTools.install();
    server = SealgateServer.start(Store.MINIO.backend());
    bucket = Bucket.create(server.s3(), "way-out");
  }

  @AfterAll
  void stop() {
    bucket.empty();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(names = "UNASKED", mode = EnumSource.Mode.EXCLUDE)
  void opensStoredObjectsWithoutSealgate(SseMode mode) throws Exception {
    byte[] body = Bodies.ofLength(2 * Bodies.FRAME_BYTES + 10);
    bucket.put("way/out " + mode, mode, body);
    Path key = Files.write(folder.resolve("customer-key"), SseMode.CUSTOMER.bytes());
    Path opened = folder.resolve("opened");
    ProcessBuilder script =
        tools.process("python", SCRIPT.toString(), bucket.name(), "way/out " + mode);
    script
        .environment()
        .putAll(
            Map.of(
                "BACKEND_ENDPOINT", server.backend().endpoint().toString(),
                "BACKEND_ACCESS_KEY", server.backend().accessKey(),
                "BACKEND_SECRET_KEY", server.backend().secretKey(),
                "KMS_ENDPOINT", server.kms().toString(),
                "KMS_ACCESS_KEY", Account.APP.accessKey(),
                "KMS_SECRET_KEY", Account.APP.secretKey(),
                "CUSTOMER_KEY_FILE", key.toString(),
                "AWS_DEFAULT_REGION", Clients.REGION.id()));
    ProcessOutput output = ProcessOutput.of(script.redirectOutput(opened.toFile()));
    assertThat(output.exitCode()).as(output.stderr()).isZero();
    assertThat(opened).hasBinaryContent(body);
  }
}
