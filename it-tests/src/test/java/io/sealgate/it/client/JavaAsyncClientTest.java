package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.results.Recorder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Amazon's asynchronous clients for Java: over Netty, and over the common runtime. */
@ParameterizedClass
@MethodSource("clientsAndStores")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JavaAsyncClientTest {

  private static final byte[] SMALL = Bodies.ofLength(70_000);
  private static final byte[] LARGE = Bodies.ofLength(12_000_001);

  @Parameter(0)
  JavaAsyncClient client;

  @Parameter(1)
  Store store;

  private ClientSite site;
  private Bucket bucket;
  private Recorder recorder;
  private S3AsyncClient s3;

  static Stream<Arguments> clientsAndStores() {
    return Arrays.stream(JavaAsyncClient.values())
        .flatMap(client -> Arrays.stream(Store.values()).map(store -> Arguments.of(client, store)));
  }

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    site = ClientSite.open(store, client.client(), VersionInfo.SDK_VERSION, "java-async");
    bucket = site.bucket();
    recorder = site.recorder();
    s3 = client.open(site.server());
  }

  @AfterParameterizedClassInvocation
  void stop() {
    s3.close();
    site.close();
  }

  List<SseMode> modes() {
    return Arrays.stream(SseMode.values()).filter(mode -> Rows.tries(store, mode)).toList();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void storesAndReads(SseMode mode) throws Exception {
    recorder.works(
        "PutObject, GetObject",
        mode,
        () -> {
          String key = put("small/" + mode, mode, SMALL);
          assertThat(get(mode.read(bucket.getting(key)).build())).isEqualTo(SMALL);
          site.assertSealed(key, mode);
        });
  }

  @ParameterizedTest
  @MethodSource("modes")
  void uploadsInPartsAndReadsInParallel(SseMode mode) throws Exception {
    String key = "large/" + mode;
    recorder.works(
        "automatic multipart upload",
        mode,
        () -> {
          put(key, mode, LARGE);
          site.assertSealed(key, mode);
        });
    recorder.works(
        "parallel GetObject",
        mode,
        () -> assertThat(get(mode.read(bucket.getting(key)).build())).isEqualTo(LARGE));
    recorder.works(
        "GetObject with a range",
        mode,
        () ->
            assertThat(get(mode.read(bucket.getting(key)).range("bytes=5242870-5242890").build()))
                .isEqualTo(Arrays.copyOfRange(LARGE, 5242870, 5242891)));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void copies(SseMode mode) throws Exception {
    recorder.works(
        "CopyObject",
        mode,
        () -> {
          String from = put("copied/" + mode + "/from", mode, SMALL);
          String to = "copied/" + mode + "/to";
          s3.copyObject(
                  Requests.copy(
                          mode,
                          CopyObjectRequest.builder()
                              .sourceBucket(bucket.name())
                              .sourceKey(from)
                              .destinationBucket(bucket.name())
                              .destinationKey(to))
                      .build())
              .join();
          assertThat(get(mode.read(bucket.getting(to)).build())).isEqualTo(SMALL);
          site.assertSealed("copied/" + mode, mode);
        });
  }

  @ParameterizedTest
  @MethodSource("modes")
  void listsAndDeletes(SseMode mode) throws Exception {
    recorder.works(
        "ListObjectsV2, DeleteObjects",
        mode,
        () -> {
          String key = put("listed/" + mode, mode, SMALL);
          List<S3Object> rows =
              s3.listObjectsV2(list -> list.bucket(bucket.name()).prefix(key)).join().contents();
          assertThat(rows).hasSize(1);
          assertThat(rows.getFirst().size()).isEqualTo(SMALL.length);
          s3.deleteObjects(delete ->
                  delete
                      .bucket(bucket.name())
                      .delete(keys -> keys.objects(ObjectIdentifier.builder().key(key).build())))
              .join();
          assertThat(
                  s3.listObjectsV2(list -> list.bucket(bucket.name()).prefix(key))
                      .join()
                      .contents())
              .isEmpty();
        });
  }

  private String put(String key, SseMode mode, byte[] body) {
    s3.putObject(mode.ask(bucket.putting(key)).build(), AsyncRequestBody.fromBytes(body)).join();
    return key;
  }

  private byte[] get(GetObjectRequest request) {
    return s3.getObject(request, AsyncResponseTransformer.toBytes()).join().asByteArrayUnsafe();
  }
}
