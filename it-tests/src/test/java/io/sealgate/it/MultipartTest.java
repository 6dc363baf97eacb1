package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Digest;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Multipart uploads whose requests go to two proxies that share nothing but the store. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MultipartTest {

  private static final String RULES =
      "{ rules: [ { bucket: \"parts-clear\", mode: none, plaintext-reads: allow } ] }";
  private static final int LEAST = MultipartUpload.SHORTEST_PART_BYTES;

  @Parameter Store store;
  private SealgateServer server;
  private SealgateServer other;
  private Bucket bucket;
  private Bucket clear;
  private S3Client s3;
  private S3Client replica;

  @BeforeParameterizedClassInvocation
  void start() {
    ServerSettings settings = ServerSettings.DEFAULT.withEncryption(RULES);
    server = SealgateServer.start(store.backend(), settings);
    other = SealgateServer.start(store.backend(), settings.withKmsAt(server.kms()));
    s3 = server.s3();
    replica = other.s3();
    bucket = Bucket.create(s3, "parts");
    clear = Bucket.create(s3, "parts-clear");
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    clear.empty();
    other.close();
    server.close();
  }

  /** A part as a test sends it. */
  @SuppressWarnings("ArrayRecordComponent") // never changed
  private record Sent(int number, byte[] body, String eTag) {}

  @ParameterizedTest
  @EnumSource
  void joinsPartsOfAnyOrderNumberAndSizeFromAnyReplica(SseMode mode) throws Exception {
    String key = "any/" + mode;
    String id = create(bucket, key, mode);
    List<Integer> numbers = new ArrayList<>(List.of(2, 3, 17, 9999, 10_000));
    Collections.shuffle(numbers, new Random(1));
    List<CompletableFuture<Sent>> sending = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (int number : numbers) {
        int size = number == 10_000 ? 65_537 : LEAST + number * 7;
        S3Client via = number % 2 == 0 ? s3 : replica;
        sending.add(
            CompletableFuture.supplyAsync(
                () -> send(via, bucket, key, id, mode, number, Bodies.ofLength(size)), threads));
      }
    }
    List<Sent> sent = new ArrayList<>();
    for (CompletableFuture<Sent> part : sending) {
      sent.add(part.get());
    }
    sent.sort(Comparator.comparingInt(Sent::number));

    CompleteMultipartUploadResponse completed = complete(replica, bucket, key, id, sent);
    assertThat(completed.eTag()).endsWith("-5\"");
    if (mode.hasMd5ETag()) {
      assertThat(completed.eTag()).isEqualTo(md5OfMd5s(sent));
    }
    byte[] whole = joined(sent);
    for (S3Client reader : List.of(s3, replica)) {
      assertThat(Digest.SHA256.hex(bucket.by(reader).get(key, mode)))
          .isEqualTo(Digest.SHA256.hex(whole));
      assertThat(bucket.by(reader).head(mode.read(bucket.heading(key))).contentLength().intValue())
          .isEqualTo(whole.length);
    }
    assertThat(complete(s3, bucket, key, id, sent).eTag())
        .as("a repeated Complete, by the other replica")
        .isEqualTo(completed.eTag());
  }

  @ParameterizedTest
  @EnumSource
  void takesTheAttemptThatTheClientNames(SseMode mode) {
    String key = "again/" + mode;
    String id = create(bucket, key, mode);
    send(s3, bucket, key, id, mode, 1, Bodies.ofLength(LEAST + 1));
    Sent second = send(replica, bucket, key, id, mode, 1, Bodies.ofLength(LEAST));
    Sent same = send(s3, bucket, key, id, mode, 1, Bodies.ofLength(LEAST));
    if (mode.hasMd5ETag()) {
      assertThat(same.eTag()).isEqualTo(second.eTag());
    }
    Sent last = send(s3, bucket, key, id, mode, 2, new byte[0]);
    complete(replica, bucket, key, id, List.of(same, last));
    assertThat(bucket.get(key, mode)).isEqualTo(same.body());
  }

  @ParameterizedTest
  @EnumSource
  void listsPartsAsTheClientKnowsThem(SseMode mode) {
    String key = "listed/" + mode;
    String id = create(bucket, key, mode);
    List<Sent> sent = new ArrayList<>();
    for (int number = 1; number <= 5; number++) {
      sent.add(send(s3, bucket, key, id, mode, 2 * number, Bodies.ofLength(number * 1000)));
    }
    List<Part> listed = new ArrayList<>();
    replica
        .listPartsPaginator(list -> list.bucket(bucket.name()).key(key).uploadId(id).maxParts(2))
        .stream()
        .map(ListPartsResponse::parts)
        .forEach(listed::addAll);
    assertThat(listed).hasSameSizeAs(sent);
    for (int i = 0; i < sent.size(); i++) {
      assertThat(listed.get(i).partNumber()).isEqualTo(sent.get(i).number());
      assertThat(listed.get(i).size()).isEqualTo(sent.get(i).body().length);
      assertThat(listed.get(i).eTag()).isEqualTo(sent.get(i).eTag());
      assertThat(listed.get(i).lastModified()).isNotNull();
    }
    replica.abortMultipartUpload(abort -> abort.bucket(bucket.name()).key(key).uploadId(id));
    assertThatThrownBy(() -> s3.listParts(list -> list.bucket(bucket.name()).key(key).uploadId(id)))
        .isInstanceOf(NoSuchUploadException.class);
    assertThatThrownBy(() -> complete(s3, bucket, key, id, sent))
        .as("on the replica that remembers the document")
        .isInstanceOf(NoSuchUploadException.class);
  }

  @Test
  void listsUploadsAsTheClients() {
    String key = "open/a b+c&ü";
    String id = create(bucket, key, SseMode.SSE_KMS);
    // MinIO lists the uploads of one key only, which the prefix has to be.
    var listed = replica.listMultipartUploads(list -> list.bucket(bucket.name()).prefix(key));
    assertThat(listed.uploads())
        .singleElement()
        .satisfies(upload -> {
          assertThat(upload.key()).isEqualTo(key);
          assertThat(upload.uploadId()).isEqualTo(id);
          assertThat(upload.owner().id()).isEqualTo(Account.APP.id());
        });
    s3.abortMultipartUpload(abort -> abort.bucket(bucket.name()).key(key).uploadId(id));
  }

  @ParameterizedTest
  @EnumSource
  void refusesPartsThatAreNotThere(SseMode mode) {
    String key = "refused/" + mode;
    String id = create(bucket, key, mode);
    Sent small = send(s3, bucket, key, id, mode, 1, Bodies.ofLength(1000));
    Sent last = send(s3, bucket, key, id, mode, 2, Bodies.ofLength(1000));
    assertRefused(List.of(small, last), key, id, "EntityTooSmall");
    assertRefused(List.of(last, small), key, id, "InvalidPartOrder");
    assertRefused(List.of(new Sent(3, last.body(), last.eTag())), key, id, "InvalidPart");
    assertRefused(
        List.of(new Sent(2, last.body(), '"' + "0".repeat(32) + '"')), key, id, "InvalidPart");
    complete(s3, bucket, key, id, List.of(last));
    assertThat(bucket.get(key, mode)).isEqualTo(last.body());
  }

  @Test
  void passesUploadsThroughWhereARuleSaysSo() {
    String id = create(clear, "clear", SseMode.UNASKED);
    Sent first = send(s3, clear, "clear", id, SseMode.UNASKED, 1, Bodies.ofLength(LEAST));
    Sent last = send(replica, clear, "clear", id, SseMode.UNASKED, 2, Bodies.ofLength(3));
    assertThat(complete(replica, clear, "clear", id, List.of(first, last)).eTag())
        .isEqualTo(md5OfMd5s(List.of(first, last)));
    assertThat(complete(s3, clear, "clear", id, List.of(first, last)).eTag())
        .as("asked again")
        .isEqualTo(md5OfMd5s(List.of(first, last)));
    assertThat(clear.get("clear")).isEqualTo(joined(List.of(first, last)));
    if (store == Store.MINIO) { // S3Proxy reads no single parts
      assertThat(clear.head(clear.heading("clear").partNumber(1)).contentLength()).isEqualTo(LEAST);
    }
    assertThat(clear.by(server.direct()).get("clear")).isEqualTo(joined(List.of(first, last)));
  }

  @Test
  void storesNoPlaintext() {
    MultipartUpload.store(
        bucket, "secret", SseMode.DSSE_KMS, Bodies.ofLength(LEAST), Bodies.ofLength(5000));
    assertThat(Bodies.isMarked(bucket.by(server.direct()).get("secret"))).isFalse();
  }

  private void assertRefused(List<Sent> parts, String key, String id, String code) {
    assertThatThrownBy(() -> complete(s3, bucket, key, id, parts))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  private static String create(Bucket bucket, String key, SseMode mode) {
    return bucket
        .s3()
        .createMultipartUpload(
            mode.ask(CreateMultipartUploadRequest.builder().bucket(bucket.name()).key(key)).build())
        .uploadId();
  }

  private static Sent send(
      S3Client s3, Bucket bucket, String key, String id, SseMode mode, int number, byte[] body) {
    UploadPartRequest.Builder part =
        UploadPartRequest.builder().bucket(bucket.name()).key(key).uploadId(id).partNumber(number);
    return new Sent(
        number, body, s3.uploadPart(mode.use(part).build(), RequestBody.fromBytes(body)).eTag());
  }

  private static CompleteMultipartUploadResponse complete(
      S3Client s3, Bucket bucket, String key, String id, List<Sent> sent) {
    List<CompletedPart> parts = new ArrayList<>();
    for (Sent part : sent) {
      parts.add(CompletedPart.builder().partNumber(part.number()).eTag(part.eTag()).build());
    }
    return s3.completeMultipartUpload(complete ->
        complete
            .bucket(bucket.name())
            .key(key)
            .uploadId(id)
            .multipartUpload(upload -> upload.parts(parts)));
  }

  private static byte[] joined(List<Sent> sent) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    sent.forEach(part -> whole.writeBytes(part.body()));
    return whole.toByteArray();
  }

  private static String md5OfMd5s(List<Sent> sent) {
    ByteArrayOutputStream md5s = new ByteArrayOutputStream();
    sent.forEach(part -> md5s.writeBytes(Digest.MD5.bytes(part.body())));
    return '"'
        + HexFormat.of().formatHex(Digest.MD5.bytes(md5s.toByteArray()))
        + '-'
        + sent.size()
        + '"';
  }
}
