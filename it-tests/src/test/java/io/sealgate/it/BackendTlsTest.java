package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.fixture.TestBackend;
import io.sealgate.it.fixture.TlsBackend;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A store that is reached over TLS only. */
final class BackendTlsTest {

  private static final int[] SIZES = {0, 1, 65_535, 65_536, 5_000_000};

  @AutoClose private final TlsBackend store;

  BackendTlsTest(@TempDir Path folder) throws Exception {
    store = TlsBackend.before(Store.MINIO.backend(), folder);
  }

  @Test
  void servesObjectsOfEverySize() {
    try (SealgateServer server = SealgateServer.start(store, trusting())) {
      assertThat(server.ask("/readyz").status()).isEqualTo(200);
      Bucket bucket = Bucket.create(server.s3(), "backend-tls");
      for (int size : SIZES) {
        byte[] body = Bodies.ofLength(size);
        bucket.put("object", SseMode.SSE_KMS, body);
        assertThat(bucket.get("object")).isEqualTo(body);
      }
      bucket.empty();
    }
  }

  @Test
  void isNotTrustedBecauseItHasACertificate() {
    assertRefused(store, ServerSettings.DEFAULT);
  }

  @Test
  void isNotTrustedUnderAnotherNameThanItsCertificates() {
    assertRefused(store.at("127.0.0.2"), trusting());
  }

  private ServerSettings trusting() {
    return ServerSettings.DEFAULT.withBackend("tls: { ca: \"" + store.certificate() + "\" }");
  }

  private static void assertRefused(TestBackend backend, ServerSettings settings) {
    try (SealgateServer server = SealgateServer.start(backend, settings)) {
      assertThat(server.ask("/readyz").status()).isEqualTo(503);
      assertThatThrownBy(() -> server.s3().listBuckets())
          .isInstanceOfSatisfying(
              S3Exception.class, failure -> assertThat(failure.statusCode()).isEqualTo(503));
    }
  }
}
