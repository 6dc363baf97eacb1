package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.results.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
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
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** Amazon's transfer manager for Java: files, folders and copies, over the common runtime. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JavaTransferManagerTest {

  private static final byte[] LARGE = Bodies.ofLength(11_500_000);

  private static final String BUILD =
      "/META-INF/maven/software.amazon.awssdk/s3-transfer-manager/pom.properties";

  @Parameter Store store;
  @TempDir private Path folder;
  private ClientSite site;
  private Bucket bucket;
  private Recorder recorder;
  private S3AsyncClient s3;
  private S3TransferManager transfers;

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    site = ClientSite.open(store, "S3 Transfer Manager for Java", version(), "java-transfers");
    bucket = site.bucket();
    recorder = site.recorder();
    s3 = JavaAsyncClient.CRT.open(site.server());
    transfers = S3TransferManager.builder().s3Client(s3).build();
  }

  @AfterParameterizedClassInvocation
  void stop() {
    transfers.close();
    s3.close();
    site.close();
  }

  List<SseMode> modes() {
    return Arrays.stream(SseMode.values()).filter(mode -> Rows.tries(store, mode)).toList();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void movesFiles(SseMode mode) throws Exception {
    String key = "file/" + mode;
    Path file = Files.write(folder.resolve("file"), LARGE);
    recorder.works(
        "uploadFile",
        mode,
        () -> {
          transfers
              .uploadFile(upload ->
                  upload.source(file).putObjectRequest(mode.ask(bucket.putting(key)).build()))
              .completionFuture()
              .join();
          site.assertSealed(key, mode);
        });
    recorder.works(
        "downloadFile",
        mode,
        () -> {
          Path back = folder.resolve("back");
          transfers
              .downloadFile(download ->
                  download
                      .destination(back)
                      .getObjectRequest(mode.read(bucket.getting(key)).build()))
              .completionFuture()
              .join();
          assertThat(back).hasBinaryContent(LARGE);
        });
    recorder.works(
        "copy",
        mode,
        () -> {
          String to = "copy/" + mode;
          transfers
              .copy(copy ->
                  copy.copyObjectRequest(
                      Requests.copy(
                              mode,
                              CopyObjectRequest.builder()
                                  .sourceBucket(bucket.name())
                                  .sourceKey(key)
                                  .destinationBucket(bucket.name())
                                  .destinationKey(to))
                          .build()))
              .completionFuture()
              .join();
          assertThat(bucket.get(to, mode)).isEqualTo(LARGE);
          site.assertSealed(to, mode);
        });
  }

  @Test
  void movesFolders() throws Exception {
    Path from = Files.createDirectories(folder.resolve("from/deep/er")).getParent().getParent();
    Files.write(from.resolve("empty"), new byte[0]);
    Files.write(from.resolve("deep/small"), Bodies.ofLength(1000));
    Files.write(from.resolve("deep/er/large"), LARGE);
    recorder.works(
        "uploadDirectory, downloadDirectory",
        SseMode.UNASKED,
        () -> {
          assertThat(
                  transfers
                      .uploadDirectory(
                          upload -> upload.source(from).bucket(bucket.name()).s3Prefix("folder"))
                      .completionFuture()
                      .join()
                      .failedTransfers())
              .isEmpty();
          site.assertSealed("folder/", SseMode.UNASKED);
          Path back = folder.resolve("folder-back");
          assertThat(
                  transfers
                      .downloadDirectory(download ->
                          download
                              .destination(back)
                              .bucket(bucket.name())
                              .listObjectsV2RequestTransformer(list -> list.prefix("folder/")))
                      .completionFuture()
                      .join()
                      .failedTransfers())
              .isEmpty();
          assertThat(back.resolve("empty")).isEmptyFile();
          assertThat(back.resolve("deep/small")).hasBinaryContent(Bodies.ofLength(1000));
          assertThat(back.resolve("deep/er/large")).hasBinaryContent(LARGE);
        });
  }

  /** Its own, which is not that of the SDK. */
  private static String version() throws IOException {
    Properties build = new Properties();
    try (InputStream file =
        Objects.requireNonNull(S3TransferManager.class.getResourceAsStream(BUILD), BUILD)) {
      build.load(file);
    }
    return build.getProperty("version");
  }
}
