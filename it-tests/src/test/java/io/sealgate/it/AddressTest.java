package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned URLs and virtual-host style. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AddressTest {

  private static final byte[] BODY = Bodies.ofLength(100_000);

  private SealgateServer server;
  private Bucket bucket;
  private S3Presigner presigner;

  @BeforeAll
  void start() {
    server = SealgateServer.start(Store.MINIO.backend());
    bucket = Bucket.create(server.s3(), "addresses");
    presigner = server.clients().presigner(server.https(), Account.APP);
  }

  @AfterAll
  void stop() {
    presigner.close();
    bucket.empty();
    server.close();
  }

  @Test
  void servesPresignedUrls() throws Exception {
    URI put =
        presigner
            .presignPutObject(presign ->
                presign
                    .signatureDuration(Duration.ofMinutes(5))
                    .putObjectRequest(bucket.putting("presigned").build()))
            .url()
            .toURI();
    HttpRequest upload =
        HttpRequest.newBuilder(put).PUT(HttpRequest.BodyPublishers.ofByteArray(BODY)).build();
    assertThat(send(upload).statusCode()).isEqualTo(200);
    URI get = presignedGet(Duration.ofMinutes(5));
    assertThat(send(HttpRequest.newBuilder(get).build()).body()).isEqualTo(BODY);
    HttpRequest part = HttpRequest.newBuilder(get).header("Range", "bytes=0-9").build();
    assertThat(send(part).body()).hasSize(10);
  }

  @Test
  void refusesPresignedUrlsThatWereChangedOrHaveExpired() throws Exception {
    bucket.put("presigned", SseMode.UNASKED, BODY);
    URI get = presignedGet(Duration.ofMinutes(5));
    URI other = URI.create(get.toString().replace("/presigned?", "/another?"));
    assertThat(send(HttpRequest.newBuilder(other).build()).statusCode()).isEqualTo(403);
    URI brief = presignedGet(Duration.ofSeconds(1));
    Thread.sleep(2100);
    assertThat(send(HttpRequest.newBuilder(brief).build()).statusCode()).isEqualTo(403);
  }

  @Test
  void servesBucketsThatTheHostNames() {
    URI endpoint = URI.create("https://" + SealgateServer.DOMAIN + ":" + server.https().getPort());
    Bucket byHost = bucket.by(server.clients().virtualHosts(endpoint, Account.APP));
    for (String key : new String[] {"plain", "a folder/Übung + 100% (1).txt", "addresses/x"}) {
      byHost.put(key, SseMode.SSE_KMS, BODY);
      assertThat(bucket.get(key)).isEqualTo(BODY);
      assertThat(byHost.get(key)).isEqualTo(BODY);
    }
    assertThat(byHost.s3().listObjectsV2(list -> list.bucket("addresses")).contents())
        .extracting(row -> row.key())
        .contains("plain", "addresses/x");
  }

  private URI presignedGet(Duration valid) throws Exception {
    return presigner
        .presignGetObject(presign ->
            presign.signatureDuration(valid).getObjectRequest(bucket.getting("presigned").build()))
        .url()
        .toURI();
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    return server.clients().raw().send(request, HttpResponse.BodyHandlers.ofByteArray());
  }
}
