package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A key service whose protocol is spoken over TLS, since data keys are in its answers. */
final class KeyServiceTlsTest {

  private static final byte[] BODY = Bodies.ofLength(100_000);

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @AutoClose
  private final SealgateServer keys =
      onAllInterfaces(", tls: { certificate: ./tls.crt, private-key: ./tls.key }");

  @BeforeEach
  void readTheLog() {
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void readItNoMore() {
    logger().detachAppender(log);
  }

  @Test
  void givesItsKeysToWhomTrustsItsCertificate() {
    try (SealgateServer server = serverOf(at("https", "127.0.0.1"), trusting())) {
      Bucket bucket = Bucket.create(server.s3(), "keys-over-tls");
      for (SseMode mode : SseMode.values()) {
        bucket.put(mode.name(), mode, BODY);
        assertThat(bucket.get(mode.name(), mode)).isEqualTo(BODY);
      }
      bucket.empty();
    }
  }

  @Test
  void answersAnyClientOfItsProtocol() {
    try (KmsClient client = keys.clients().kms(at("https", "127.0.0.1"), Account.APP)) {
      assertThat(client.listKeys().keys()).isNotEmpty();
    }
  }

  @Test
  void answersNobodyInTheClear() {
    try (KmsClient client = keys.clients().kms(at("http", "127.0.0.1"), Account.APP)) {
      assertThatThrownBy(client::listKeys).isInstanceOf(SdkClientException.class);
    }
  }

  @Test
  void isNotTrustedBecauseItHasACertificate() {
    assertStoresNothing("keys-of-a-stranger", at("https", "127.0.0.1"), "");
  }

  @Test
  void isNotTrustedUnderAnotherNameThanItsCertificates() {
    assertStoresNothing("keys-elsewhere", at("https", "127.0.0.2"), trusting());
  }

  @Test
  void warnsWhereItSpeaksInTheClearOnTheNetwork() {
    onAllInterfaces("").close();
    assertThat(sentences()).anyMatch(line -> line.contains("speaks plain HTTP"));
  }

  private void assertStoresNothing(String name, URI endpoint, String tls) {
    try (SealgateServer server = serverOf(endpoint, tls)) {
      Bucket bucket = Bucket.create(server.s3(), name);
      assertThatThrownBy(() -> bucket.put("object", SseMode.SSE_KMS, BODY))
          .isInstanceOfSatisfying(
              S3Exception.class, failure -> assertThat(failure.statusCode()).isEqualTo(503));
      assertThat(server.direct().listObjectsV2(list -> list.bucket(name)).contents()).isEmpty();
    }
    assertThat(sentences()).anyMatch(line -> line.contains("its certificate is not trusted"));
  }

  private List<String> sentences() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private String trusting() {
    return ", tls: { ca: \"" + keys.certificate() + "\" }";
  }

  private URI at(String scheme, String host) {
    return URI.create(scheme + "://" + host + ":" + keys.kms().getPort());
  }

  private static SealgateServer serverOf(URI endpoint, String tls) {
    return SealgateServer.start(
        Store.MINIO.backend(), ServerSettings.DEFAULT.withKmsAt(endpoint, tls));
  }

  private static SealgateServer onAllInterfaces(String tls) {
    return SealgateServer.start(
        Store.MINIO.backend(),
        ServerSettings.DEFAULT.withKms(
            "{ type: embedded, store: ./kms, listen: \"0.0.0.0:0\""
                + tls
                + ", seal: { type: file, path: ./seal.key } }"));
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("io.sealgate");
  }
}
