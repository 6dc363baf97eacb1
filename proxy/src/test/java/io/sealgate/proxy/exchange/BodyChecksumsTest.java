package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BodyChecksums;
import io.sealgate.proxy.backend.BodyChecksums.Parts;
import io.sealgate.proxy.server.RawClient;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that are sent to a store which demands their checksums. */
@Timeout(60)
final class BodyChecksumsTest {

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final BodyChecksums ALL = new BodyChecksums(true, Parts.CHECKED);
  private static final BackendRequest OBJECT = BackendRequest.of("PUT", "b", "k");
  private static final BackendRequest PART = OBJECT.withQuery("partNumber=1&uploadId=u");

  private final DemandingStore store = new DemandingStore();

  @Test
  void followTheBodiesOfObjectsAndPartsThatStream() throws Exception {
    for (BackendRequest request : new BackendRequest[] {OBJECT, PART}) {
      for (int size : new int[] {1, 65_536, 262_143, 262_144, 262_145, 3_000_000}) {
        byte[] body = Plans.random(size);
        assertThat(upload(ALL, request, body)).startsWith("HTTP/1.1 200 ");
        DemandingStore.Kept kept = store.next();
        assertThat(kept.body()).isEqualTo(body);
        assertThat(kept.header("x-amz-content-sha256"))
            .isEqualTo("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        assertThat(kept.header("content-encoding")).isEqualTo("aws-chunked");
        assertThat(kept.header("authorization"))
            .contains("content-encoding;")
            .contains("x-amz-decoded-content-length;")
            .contains("x-amz-trailer");
      }
    }
  }

  @Test
  void standInTheHeadOfBodiesThatAreHeldInMemory() throws Exception {
    for (BackendRequest request : new BackendRequest[] {OBJECT, PART}) {
      for (int size : new int[] {0, 1, 60_000}) {
        byte[] body = Plans.random(size);
        assertThat(fetch(ALL, request.withBody(body))).startsWith("HTTP/1.1 200 ");
        DemandingStore.Kept kept = store.next();
        assertThat(kept.body()).isEqualTo(body);
        assertThat(kept.header("authorization")).contains("x-amz-checksum-crc32c");
      }
    }
  }

  @Test
  void keepTheContentEncodingOfTheObject() throws Exception {
    BackendRequest request = OBJECT.withHeaders(HeaderList.of("Content-Encoding", "gzip, br"));
    upload(ALL, request, new byte[10]);
    assertThat(store.next().header("content-encoding")).isEqualTo("aws-chunked,gzip, br");
  }

  @Test
  void areSentOnlyForTheKindsOfBodyThatTheStoreTakesThemFor() throws Exception {
    byte[] body = new byte[100];
    assertRefused(BodyChecksums.NONE, OBJECT, body);
    assertRefused(BodyChecksums.NONE, PART, body);
    assertRefused(BodyChecksums.OBJECTS, PART, body);
    assertRefused(new BodyChecksums(false, Parts.CHECKED), OBJECT, body);
    assertThat(upload(BodyChecksums.OBJECTS, OBJECT, body)).startsWith("HTTP/1.1 200 ");
    assertThat(upload(new BodyChecksums(false, Parts.CHECKED), PART, body))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void belongToNoOtherRequest() throws Exception {
    for (BackendRequest request :
        new BackendRequest[] {
          OBJECT.withHeaders(HeaderList.of("x-amz-copy-source", "/b/other")),
          PART.withHeaders(HeaderList.of("x-amz-copy-source", "/b/other")),
          OBJECT.withQuery("tagging").withBody(new byte[10]),
          BackendRequest.of("PUT", "b", "").withBody(new byte[10]),
          BackendRequest.of("POST", "b", "").withQuery("delete").withBody(new byte[10]),
        }) {
      fetch(ALL, request);
      assertThat(store.next().header("x-amz-checksum-crc32c")).isNull();
    }
  }

  @Test
  void areAnnouncedWhenAnUploadIsCreatedWhereTheStoreWantsThat() throws Exception {
    BackendRequest create = BackendRequest.of("POST", "b", "k").withQuery("uploads");
    fetch(new BodyChecksums(true, Parts.ANNOUNCED), create);
    DemandingStore.Kept kept = store.next();
    assertThat(kept.header("x-amz-checksum-algorithm")).isEqualTo("CRC32C");
    assertThat(kept.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
    fetch(ALL, create);
    assertThat(store.next().header("x-amz-checksum-algorithm")).isNull();
  }

  @Test
  void doNotFollowABodyThatDoesNotVerify() throws Exception {
    for (int size : new int[] {0, 1, 262_144, 1_000_000}) {
      assertThat(
              through(
                  ALL,
                  new byte[size],
                  client -> new Plan.Upload(OBJECT, size, new FailingAtEnd(), Plans::sameStatus)))
          .startsWith("HTTP/1.1 503 ");
      assertThat(store.keptNothing()).isTrue();
    }
  }

  private void assertRefused(BodyChecksums checksums, BackendRequest request, byte[] body)
      throws Exception {
    assertThat(upload(checksums, request, body)).startsWith("HTTP/1.1 400 ");
    assertThat(store.next().head()).doesNotContainIgnoringCase("aws-chunked");
  }

  private String upload(BodyChecksums checksums, BackendRequest request, byte[] body)
      throws Exception {
    return through(
        checksums,
        body,
        client -> new Plan.Upload(request, body.length, new CopyTransform(), Plans::sameStatus));
  }

  private String fetch(BodyChecksums checksums, BackendRequest request) throws Exception {
    return through(checksums, new byte[0], client -> new Plan.Fetch(request, Plans::sameStatus));
  }

  private String through(BodyChecksums checksums, byte[] body, Function<ClientRequest, Plan> plans)
      throws Exception {
    try (FakeBackend backend = FakeBackend.answering(store);
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, checksums, plans);
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("PUT", "/b/k", "Content-Length: " + body.length)).send(body);
      return client.readHead();
    }
  }
}
