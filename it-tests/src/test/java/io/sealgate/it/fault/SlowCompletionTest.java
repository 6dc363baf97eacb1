package io.sealgate.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Clients;
import io.sealgate.it.fixture.Concurrently;
import io.sealgate.it.fixture.Fault;
import io.sealgate.it.fixture.Fault.Direction;
import io.sealgate.it.fixture.Fault.Kind;
import io.sealgate.it.fixture.Fault.Spot;
import io.sealgate.it.fixture.LinkedBackend;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A store that takes longer for a CompleteMultipartUpload than the client waits for a byte: white
 * space keeps the client, and the outcome comes behind it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SlowCompletionTest {

  /** More than Sealgate leaves a client without a byte. */
  private static final Duration CLIENT_WAITS = Duration.ofSeconds(13);

  private static final Duration STORE_TAKES = Duration.ofSeconds(16);
  private static final byte[] BODY = Bodies.ofLength(100_000);

  private final LinkedBackend store = LinkedBackend.of(Store.MINIO.backend());
  private final Clients impatient = Clients.impatient(CLIENT_WAITS);
  private SealgateServer server;
  private Bucket bucket;
  private S3Client client;

  @BeforeAll
  void open() {
    store.link().delayBy(STORE_TAKES);
    server = SealgateServer.start(store);
    bucket = Bucket.create(server.s3(), "slow-completion");
    client = impatient.s3(server.http(), Account.APP);
  }

  @AfterAll
  void close() {
    bucket.empty();
    impatient.close();
    server.close();
    store.link().close();
  }

  @Test
  void isAwaitedByClientsThatGetWhiteSpace() {
    List<SseMode> modes = List.of(SseMode.values());
    Concurrently.check(
        modes.size(),
        modes,
        mode -> {
          String key = mode.name().toLowerCase(Locale.ROOT);
          String eTag = slowUpload(key, mode).by(bucket.by(client)).complete().eTag();
          assertThat(store.link().wasMet("POST", path(key))).isTrue();
          assertThat(bucket.head(mode.read(bucket.heading(key))).eTag()).isEqualTo(eTag);
          assertThat(bucket.get(key, mode)).isEqualTo(BODY);
        });
  }

  @Test
  void isAnErrorWhenTheStoreRefusesItInTheEnd() {
    MultipartUpload upload = slowUpload("over", SseMode.SSE_KMS);
    upload.by(bucket.by(server.direct())).abort();
    S3Exception failure =
        catchThrowableOfType(S3Exception.class, () -> upload.by(bucket.by(client)).complete());
    assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("NoSuchUpload");
    assertThat(store.link().wasMet("POST", path("over"))).isTrue();
  }

  /** An upload with one part, which the store will take long to complete. */
  private MultipartUpload slowUpload(String key, SseMode mode) {
    MultipartUpload upload = MultipartUpload.create(bucket, key, mode);
    upload.part(1, BODY);
    Fault late = new Fault(Kind.DELAY, Direction.ANSWER, Spot.BEFORE_HEAD);
    store.link().plant("POST", path(key), late);
    return upload;
  }

  private String path(String key) {
    return "/" + bucket.name() + "/" + key;
  }
}
