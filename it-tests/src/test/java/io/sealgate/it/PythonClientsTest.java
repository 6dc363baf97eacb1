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
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The AWS CLI, boto3, and the script with which one leaves Sealgate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PythonClientsTest {

  private static final byte[] BODY = Bodies.ofLength(9_000_000);
  private static final Path SCRIPT = Path.of("../docs/way-out/open_object.py");

  private Path folder;
  private PythonTools tools;
  private SealgateServer server;
  private Bucket bucket;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    tools = PythonTools.install();
    server = SealgateServer.start(Store.MINIO.backend());
    bucket = Bucket.create(server.s3(), "python");
    // What the CLI sends in parts by default is larger than this test's file; it may stay whole.
    Files.writeString(
        folder.resolve("config"),
        """
        [default]
        region = us-east-1
        s3 =
          multipart_threshold = 5GB
          signature_version = s3v4
          max_concurrent_requests = 2
        """);
  }

  @AfterAll
  void stop() {
    bucket.empty();
    server.close();
  }

  @Test
  void copiesFilesWithTheCommandLine() throws Exception {
    Path file = Files.write(folder.resolve("file"), BODY);
    Path back = folder.resolve("back");
    aws("s3", "cp", file.toString(), "s3://python/folder/file", "--sse", "aws:kms");
    assertThat(bucket.head(bucket.heading("folder/file")).serverSideEncryptionAsString())
        .isEqualTo("aws:kms");
    assertThat(Bodies.isMarked(bucket.by(server.direct()).get("folder/file"))).isFalse();
    aws("s3", "cp", "s3://python/folder/file", back.toString());
    assertThat(back).hasBinaryContent(BODY);
    assertThat(aws("s3", "ls", "s3://python/folder/")).contains(" " + BODY.length + " file");
    URI presigned = URI.create(aws("s3", "presign", "s3://python/folder/file").strip());
    HttpResponse<byte[]> response =
        server
            .clients()
            .raw()
            .send(
                HttpRequest.newBuilder(presigned).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.body()).isEqualTo(BODY);
    aws("s3", "rm", "s3://python/folder/file");
    assertThat(aws("s3api", "list-objects-v2", "--bucket", "python", "--prefix", "folder/"))
        .doesNotContain("folder/file");
  }

  @Test
  void passesCustomersKeysWithTheCommandLine() throws Exception {
    Path file = Files.write(folder.resolve("small"), Bodies.ofLength(1000));
    Path key = Files.write(folder.resolve("key"), SseMode.CUSTOMER.bytes());
    String keyFile = "fileb://" + key;
    String put =
        aws(
            "s3api",
            "put-object",
            "--bucket",
            "python",
            "--key",
            "customers",
            "--body",
            file.toString(),
            "--sse-customer-algorithm",
            "AES256",
            "--sse-customer-key",
            keyFile);
    assertThat(put).contains(SseMode.CUSTOMER.md5()).doesNotContain("ServerSideEncryption");
    Path back = folder.resolve("small-back");
    aws(
        "s3",
        "cp",
        "s3://python/customers",
        back.toString(),
        "--sse-c",
        "AES256",
        "--sse-c-key",
        keyFile);
    assertThat(back).hasSameBinaryContentAs(file);
  }

  @Test
  void servesBoto3() throws Exception {
    Path script = Path.of(getClass().getResource("/boto3_round_trip.py").toURI());
    Bucket own = Bucket.create(server.s3(), "boto3");
    run(
        tools.process(
            "python",
            script.toString(),
            server.https().toString(),
            own.name(),
            server.certificate().toString()));
    own.empty();
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
                "CUSTOMER_KEY_FILE", key.toString()));
    run(script.redirectOutput(opened.toFile()));
    assertThat(opened).hasBinaryContent(body);
  }

  private String aws(String... arguments) throws Exception {
    ProcessBuilder builder = tools.process("aws", "--endpoint-url", server.https().toString());
    builder.command().addAll(List.of(arguments));
    return run(builder);
  }

  private String run(ProcessBuilder builder) throws Exception {
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", Account.APP.accessKey(),
                "AWS_SECRET_ACCESS_KEY", Account.APP.secretKey(),
                "AWS_CA_BUNDLE", server.certificate().toString(),
                "AWS_CONFIG_FILE", folder.resolve("config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "AWS_DEFAULT_REGION", Clients.REGION.id()));
    ProcessOutput output = ProcessOutput.of(builder);
    assertThat(output.exitCode()).as("%s: %s", builder.command(), output.stderr()).isZero();
    return output.stdout();
  }
}
