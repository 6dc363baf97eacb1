package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Digest;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.results.Recorder;
import io.sealgate.kms.python.ProcessOutput;
import io.sealgate.kms.python.PythonTools;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The AWS CLI: files of every size that it treats differently, folders, streams, presigned URLs.
 */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwsCliTest {

  private static final byte[] LARGE = Bodies.ofLength(17_000_001);

  @Parameter Store store;
  @TempDir private Path folder;
  private ClientSite site;
  private Recorder recorder;
  private Tool aws;

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    PythonTools tools = PythonTools.install();
    site = ClientSite.open(store, "AWS CLI", tools.version("awscli"), "aws-cli");
    recorder = site.recorder();
    // Unless told otherwise, it presigns with Signature Version 2, which S3 itself has given up.
    Path config =
        Files.writeString(
            site.folder().resolve("config"), "[default]\ns3 =\n  signature_version = s3v4\n");
    aws =
        Tool.of(Path.of(tools.process("aws").command().getFirst()), site)
            .with("AWS_CONFIG_FILE", config.toString())
            .with(List.of("--endpoint-url", site.server().https().toString()));
  }

  @AfterParameterizedClassInvocation
  void stop() {
    site.close();
  }

  /** {@code aws s3} knows no DSSE-KMS; {@code aws s3api} does. */
  List<SseMode> modes() {
    return Stream.of(SseMode.UNASKED, SseMode.SSE_S3, SseMode.SSE_KMS, SseMode.SSE_C)
        .filter(mode -> Rows.tries(store, mode))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void copiesFilesInParts(SseMode mode) throws Exception {
    Path file = Files.write(folder.resolve("large"), LARGE);
    Path back = folder.resolve("back");
    String key = mode + "/large";
    recorder.works(
        "s3 cp there and back, in parts",
        mode,
        () -> {
          s3(mode, "cp", file.toString(), uri(key));
          site.assertSealed(key, mode);
          s3(reading(mode), "cp", uri(key), back.toString());
          assertThat(back).hasBinaryContent(LARGE);
        });
    recorder.works(
        "s3 cp from key to key",
        mode,
        () -> {
          String copy = mode + "/copy";
          List<String> source =
              mode == SseMode.SSE_C
                  ? List.of(
                      "--sse-c-copy-source", "AES256", "--sse-c-copy-source-key", customerKey())
                  : List.of();
          aws.with(List.of("s3", "cp", uri(key), uri(copy)))
              .with(source)
              .run(options(mode).toArray(String[]::new));
          assertThat(site.bucket().get(copy, mode)).isEqualTo(LARGE);
          site.assertSealed(copy, mode);
        });
  }

  @Test
  void synchronisesFolders() throws Exception {
    Path tree = Files.createDirectories(folder.resolve("tree/deep")).getParent();
    Files.write(tree.resolve("deep/large"), LARGE);
    Files.write(tree.resolve("deep/small & odd+name é"), Bodies.ofLength(5000));
    Files.write(tree.resolve("empty"), new byte[0]);
    recorder.works(
        "s3 sync there and back",
        SseMode.UNASKED,
        () -> {
          s3(SseMode.UNASKED, "sync", tree.toString(), uri("tree"));
          site.assertSealed("tree/", SseMode.UNASKED);
          assertThat(s3(SseMode.UNASKED, "sync", tree.toString(), uri("tree"))).isEmpty();
          Path back = folder.resolve("tree-back");
          s3(SseMode.UNASKED, "sync", uri("tree"), back.toString());
          assertThat(back.resolve("deep/large")).hasBinaryContent(LARGE);
          assertThat(back.resolve("deep/small & odd+name é"))
              .hasBinaryContent(Bodies.ofLength(5000));
          assertThat(back.resolve("empty")).isEmptyFile();
        });
    recorder.works(
        "s3 ls",
        SseMode.UNASKED,
        () ->
            assertThat(s3(SseMode.UNASKED, "ls", uri("tree/deep/")))
                .contains(" " + LARGE.length + " large")
                .contains(" 5000 small & odd+name é"));
    recorder.works(
        "s3 mv, s3 rm --recursive",
        SseMode.UNASKED,
        () -> {
          s3(SseMode.UNASKED, "mv", uri("tree/deep/large"), uri("tree/moved"));
          assertThat(site.bucket().get("tree/moved")).isEqualTo(LARGE);
          aws.run("s3", "rm", "--recursive", uri("tree/"), "--only-show-errors");
          assertThat(
                  site.bucket()
                      .s3()
                      .listObjectsV2(list -> list.bucket(bucket()).prefix("tree/"))
                      .contents())
              .isEmpty();
        });
  }

  @Test
  void takesStreams() throws Exception {
    recorder.works(
        "s3 cp from a pipe",
        SseMode.UNASKED,
        () -> {
          Path file = Files.write(folder.resolve("stream"), LARGE);
          Process copy =
              aws.process("s3", "cp", "-", uri("stream"), "--only-show-errors")
                  .redirectInput(file.toFile())
                  .redirectErrorStream(true)
                  .start();
          String said = new String(copy.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          assertThat(copy.waitFor()).as(said).isZero();
          assertThat(site.bucket().get("stream")).isEqualTo(LARGE);
          site.assertSealed("stream", SseMode.UNASKED);
        });
  }

  @Test
  void presigns() throws Exception {
    byte[] body = Bodies.ofLength(70_000);
    site.bucket().put("presigned", SseMode.UNASKED, body);
    recorder.works(
        "s3 presign",
        SseMode.UNASKED,
        () -> {
          URI url = URI.create(aws.run("s3", "presign", uri("presigned")).strip());
          HttpResponse<byte[]> answer =
              site.server()
                  .clients()
                  .raw()
                  .send(
                      HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
          assertThat(answer.body()).isEqualTo(body);
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"DSSE_KMS", "SSE_C"})
  void speaksTheApi(SseMode mode) throws Exception {
    byte[] body = Bodies.ofLength(70_001);
    Path file = Files.write(folder.resolve("small"), body);
    Path back = folder.resolve("small-back");
    String key = mode + "/api";
    List<String> customer =
        mode == SseMode.SSE_C
            ? List.of("--sse-customer-algorithm", "AES256", "--sse-customer-key", customerKey())
            : List.of();
    List<String> ask =
        mode == SseMode.SSE_C ? customer : List.of("--server-side-encryption", "aws:kms:dsse");
    Tool object = aws.with(List.of("s3api"));
    recorder.works(
        "s3api put-object, get-object with a SHA-256",
        mode,
        () -> {
          String answer =
              object
                  .with(List.of("put-object", "--bucket", bucket(), "--key", key))
                  .with(List.of("--body", file.toString(), "--checksum-algorithm", "SHA256"))
                  .run(ask.toArray(String[]::new));
          assertThat(answer).contains(Digest.SHA256.base64(body));
          site.assertSealed(key, mode);
          String got =
              object
                  .with(List.of("get-object", "--bucket", bucket(), "--key", key))
                  .with(List.of("--checksum-mode", "ENABLED", back.toString()))
                  .run(customer.toArray(String[]::new));
          assertThat(got).contains(Digest.SHA256.base64(body));
          assertThat(back).hasBinaryContent(body);
        });
  }

  @Test
  void saysWhyItIsRefused() throws Exception {
    site.bucket().put("customers", SseMode.SSE_C, Bodies.ofLength(10));
    recorder.refused(
        "s3api get-object without the customer's key",
        SseMode.SSE_C,
        "400 InvalidRequest",
        () -> {
          ProcessOutput output =
              aws.attempt(
                  "s3api",
                  "get-object",
                  "--bucket",
                  bucket(),
                  "--key",
                  "customers",
                  folder.resolve("never").toString());
          assertThat(output.exitCode()).isNotZero();
          assertThat(output.stderr()).contains("InvalidRequest");
        });
  }

  private String s3(SseMode mode, String command, String from, String... to) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("s3", command, from));
    arguments.addAll(Arrays.asList(to));
    if (!command.equals("ls")) {
      arguments.add("--only-show-errors");
    }
    arguments.addAll(options(mode));
    return aws.run(arguments.toArray(String[]::new));
  }

  private List<String> options(SseMode mode) throws Exception {
    return switch (mode) {
      case UNASKED -> List.of();
      case SSE_S3 -> List.of("--sse", "AES256");
      case SSE_KMS, DSSE_KMS -> List.of("--sse", "aws:kms", "--sse-kms-key-id", "alias/sealgate");
      case SSE_C -> List.of("--sse-c", "AES256", "--sse-c-key", customerKey());
    };
  }

  /** Only objects of SSE-C are read otherwise than by their name. */
  private static SseMode reading(SseMode mode) {
    return mode == SseMode.SSE_C ? mode : SseMode.UNASKED;
  }

  private String customerKey() throws Exception {
    return "fileb://" + Files.write(folder.resolve("key"), SseMode.CUSTOMER.bytes());
  }

  private String bucket() {
    return site.bucket().name();
  }

  private String uri(String key) {
    return "s3://" + bucket() + "/" + key;
  }
}
