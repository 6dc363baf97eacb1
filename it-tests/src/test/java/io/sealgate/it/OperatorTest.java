package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** What the operator sees, and how a server ends. */
final class OperatorTest {

  private static final int PUTS = 50;

  @Test
  void tellsThatItLivesIsReadyAndWhatItDid() {
    try (SealgateServer server = SealgateServer.start(Store.MINIO.backend())) {
      assertThat(server.ask("/livez").status()).isEqualTo(200);
      assertThat(server.ask("/readyz").text()).isEqualTo("ready\n");
      Bucket bucket = Bucket.create(server.s3(), "operators");
      bucket.put("object", SseMode.SSE_KMS, Bodies.ofLength(10));
      bucket.empty();
      String metrics = server.ask("/metrics").text();
      assertThat(metrics)
          .contains("sealgate_request_duration_seconds_count{operation=\"PutObject\"")
          .contains("sealgate_connections ")
          .contains("sealgate_backend_duration_seconds_count{method=\"PUT\",status=\"2xx\"")
          .contains(
              "sealgate_kms_duration_seconds_count{operation=\"GenerateDataKey\",outcome=\"ok\"")
          .doesNotContain("operators")
          .doesNotContain("object\"");
    }
  }

  /** Soon after the start: it would take longer if the classes for this were loaded before. */
  @Test
  @Timeout(60)
  void showsWhatTheProcessUses() throws InterruptedException {
    try (SealgateServer server = SealgateServer.start(Store.MINIO.backend())) {
      while (!server.ask("/metrics").text().contains("netty_allocator_memory_used{")) {
        Thread.sleep(50);
      }
      assertThat(server.ask("/metrics").text())
          .contains("jvm_memory_used_bytes{area=\"heap\"")
          .contains("jvm_gc_")
          .contains("jvm_threads_live_threads ")
          .contains("process_cpu_usage ")
          .contains("process_files_open_files ");
    }
  }

  @Test
  void asksTheKeyServiceOnceForManyObjectsUnderABucketKey() {
    try (SealgateServer server = SealgateServer.start(Store.MINIO.backend())) {
      Bucket bucket = Bucket.create(server.s3(), "bucket-keys");
      double before = server.metric("sealgate_keycache_loads_total");
      for (int i = 0; i < PUTS; i++) {
        bucket.put(
            bucket.putting("object").serverSideEncryption("aws:kms").bucketKeyEnabled(true),
            Bodies.ofLength(10));
      }
      assertThat(server.metric("sealgate_keycache_loads_total") - before).isEqualTo(1);
      bucket.get("object");
      assertThat(server.metric("sealgate_keycache_loads_total") - before).isLessThanOrEqualTo(2);
      bucket.empty();
    }
  }

  @Test
  void isNotReadyWithoutItsStore() {
    try (SealgateServer server = SealgateServer.start(Store.absent())) {
      assertThat(server.ask("/livez").status()).isEqualTo(200);
      assertThat(server.ask("/readyz").status()).isEqualTo(503);
      assertThat(server.request("GET", "/bucket/object").send().status()).isEqualTo(503);
    }
  }

  @Test
  void finishesWhatIsUnderWayBeforeItStops() throws IOException {
    byte[] body = Bodies.ofLength(48 << 20);
    SealgateServer server = SealgateServer.start(Store.MINIO.backend());
    Bucket bucket = Bucket.create(server.s3(), "drains");
    bucket.put("object", SseMode.SSE_KMS, body);
    S3Client s3 = server.clients().s3(server.https(), Account.APP);
    try (ResponseInputStream<GetObjectResponse> download =
        s3.getObject(bucket.getting("object").build())) {
      byte[] read = new byte[body.length];
      assertThat(download.readNBytes(read, 0, 1000)).isEqualTo(1000);
      URI https = server.https();
      server.drain();
      awaitRefusal(https);
      assertThat(download.readNBytes(read, 1000, body.length - 1000)).isEqualTo(body.length - 1000);
      assertThat(read).isEqualTo(body);
    }
    server.awaitStop();
    bucket.by(server.direct()).empty();
    server.close();
  }

  private static void awaitRefusal(URI address) {
    assertThatThrownBy(
            () -> {
              while (true) {
                new Socket(address.getHost(), address.getPort()).close();
                Thread.sleep(10);
              }
            })
        .isInstanceOf(IOException.class);
  }
}
