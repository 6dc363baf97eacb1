package io.sealgate.proxy.start;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sealgate.auth.Principal;
import io.sealgate.kms.GeneratedDataKey;
import io.sealgate.kms.KeyService;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** How the configured keys are looked up in the background, whatever the key service does. */
@Timeout(30)
final class KeyPartsTest {

  private static final String SERVICE_KEY = "alias/sealgate-service";
  private static final String ARN = "arn:aws:kms:us-east-1:123456789012:key/service";

  @TempDir private Path folder;

  private final Logger logger = (Logger) LoggerFactory.getLogger(KeyParts.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Scripted service = new Scripted();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
  }

  @Test
  void outlivesWhateverTheKeyServiceThrows() throws IOException {
    service.answer =
        () -> {
          throw new IllegalStateException("nobody thought of this");
        };
    try (KeyParts parts = open()) {
      awaitPasses(3);
      service.answer = () -> ARN;
      await(() -> parts.arns().arnOf(Identities.SERVICE, SERVICE_KEY).equals(ARN));
    }
    assertThat(sentences()).anyMatch(line -> line.contains("nobody thought of this"));
  }

  @Test
  void saysWhatGoesWrongOnceAndAgainWhenItChanges() throws IOException {
    service.answer = failing("KMS unreachable.");
    try (KeyParts _ = open()) {
      awaitPasses(3);
      service.answer = failing("The key is gone.");
      awaitPasses(3);
      service.answer = () -> ARN;
      awaitPasses(3);
      service.answer = failing("KMS unreachable.");
      awaitPasses(3);
    }
    assertThat(sentences())
        .containsExactly(
            "a configured key cannot be looked up: KMS unreachable.",
            "a configured key cannot be looked up: The key is gone.",
            "the configured keys can be looked up again",
            "a configured key cannot be looked up: KMS unreachable.");
  }

  @Test
  void goesOnAfterAMomentWithoutAKeyServiceThatIsSlowAndHearsItLater() throws IOException {
    CountDownLatch answered = new CountDownLatch(1);
    service.answer =
        () -> {
          while (answered.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
          }
          return ARN;
        };
    try (KeyParts parts = open()) {
      parts.awaitFirstLook(Duration.ofMillis(50));
      assertThat(parts.arns().arnOf(Identities.SERVICE, SERVICE_KEY)).isEmpty();
      assertThat(sentences())
          .containsExactly("not ready yet: the key service takes long to answer");

      answered.countDown();
      parts.awaitFirstLook();
      assertThat(parts.arns().arnOf(Identities.SERVICE, SERVICE_KEY)).isEqualTo(ARN);
    }
  }

  private KeyParts open() throws IOException {
    return KeyParts.of(config(), service, Runnable::run, Duration.ofMillis(5));
  }

  private void awaitPasses(int passes) {
    int target = service.calls.get() + passes;
    await(() -> service.calls.get() >= target);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private List<String> sentences() {
    return List.copyOf(lines.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Supplier<String> failing(String text) {
    return () -> {
      throw new KmsException(KmsError.DEPENDENCY_TIMEOUT, text);
    };
  }

  private Config config() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("sealgate.yaml"),
            """
            listen: { http: 127.0.0.1:0 }
            backend: { endpoint: "http://127.0.0.1:1", access-key: b, secret-key: b-secret }
            clients: [ { name: app, access-key: AKAPP, secret-key: app-secret } ]
            kms: { type: embedded, store: ./kms, seal: { type: file, path: ./seal.key } }
            """);
    return new ConfigLoader(name -> null).server(file);
  }

  /** A key service that answers what it is told to. */
  private static final class Scripted implements KeyService {
    private final AtomicInteger calls = new AtomicInteger();
    volatile Supplier<String> answer = () -> ARN;

    @Override
    public String keyArn(Principal caller, String keyId) {
      calls.incrementAndGet();
      return answer.get();
    }

    @Override
    public GeneratedDataKey generateDataKey(
        Principal caller, String keyId, Map<String, String> encryptionContext) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] decrypt(
        Principal caller, String keyArn, byte[] blob, Map<String, String> encryptionContext) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean tellsCallersApart() {
      return true;
    }

    @Override
    public void close() {}
  }
}
