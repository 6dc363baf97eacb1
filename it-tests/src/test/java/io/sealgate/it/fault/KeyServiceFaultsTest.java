package io.sealgate.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Concurrently;
import io.sealgate.it.fixture.Fault;
import io.sealgate.it.fixture.Fault.Direction;
import io.sealgate.it.fixture.Fault.Kind;
import io.sealgate.it.fixture.Fault.Spot;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A key service that is slow, breaks off or is gone: no plaintext, and no long wait. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeyServiceFaultsTest {

  private static final String BUCKET = "key-faults";
  private static final int AT_ONCE = 12;
  private static final byte[] EARLIER = Bodies.ofLength(5_000);
  private static final List<SseMode> WITH_KMS =
      List.of(SseMode.UNASKED, SseMode.SSE_KMS, SseMode.DSSE_KMS);

  /** The configured deadline and what a busy machine adds. */
  private static final Duration MOST = Duration.ofSeconds(15);

  /** One object. */
  record Subject(SseMode mode, int size) {

    String key(String prefix) {
      return prefix + "-" + mode.name().toLowerCase(Locale.ROOT) + "-" + size;
    }
  }

  private SealgateServer healthy;
  private FaultyStage stage;
  private Bucket good;

  @BeforeAll
  void open() {
    healthy = FaultyStage.healthy();
    good = Bucket.create(healthy.s3(), BUCKET);
    stage = FaultyStage.withoutKeyCache(healthy, BUCKET);
    Concurrently.check(
        AT_ONCE, subjects(), subject -> good.put(subject.key("earlier"), subject.mode(), EARLIER));
  }

  @AfterAll
  void close() throws InterruptedException {
    stage.assertNothingIsStuck();
    stage.close();
    good.empty();
    healthy.close();
  }

  static List<Fault> faults() {
    return List.of(
        new Fault(Kind.RESET, Direction.REQUEST, Spot.BEFORE_HEAD),
        new Fault(Kind.CUT, Direction.ANSWER, Spot.INSIDE_HEAD),
        new Fault(Kind.HALF_CLOSE, Direction.ANSWER, Spot.MID_BODY),
        new Fault(Kind.STALL, Direction.REQUEST, Spot.AFTER_HEAD),
        new Fault(Kind.STALL, Direction.ANSWER, Spot.BEFORE_LAST_BYTE));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void storesNothingAndReadsNothingWhileItIsFaulty(Fault fault) {
    String prefix = fault.kind() + "-" + fault.direction();
    stage.keyLink().plant("POST", "/", fault);
    try {
      Concurrently.check(AT_ONCE, subjects(), subject -> assertRefused(subject, prefix));
    } finally {
      stage.keyLink().clear("POST", "/");
    }
    Concurrently.check(AT_ONCE, subjects(), subject -> assertServed(subject, prefix));
  }

  @Test
  void storesNothingAndReadsNothingWhileItIsGone() {
    stage.keyLink().goDown();
    try {
      Concurrently.check(AT_ONCE, subjects(), subject -> assertRefused(subject, "gone"));
    } finally {
      stage.keyLink().comeUp();
    }
    Concurrently.check(AT_ONCE, subjects(), subject -> assertServed(subject, "gone"));
  }

  @Test
  void waitsForOneThatIsSlow() {
    stage.keyLink().plant("POST", "/", new Fault(Kind.DELAY, Direction.ANSWER, Spot.BEFORE_HEAD));
    Concurrently.check(AT_ONCE, subjects(), subject -> assertServed(subject, "slow"));
    stage.keyLink().clear("POST", "/");
  }

  @Test
  void goesOnWithTheKeysThatItHasCached() throws InterruptedException {
    try (FaultyStage cached = FaultyStage.steady(healthy, BUCKET)) {
      for (Subject subject : subjects()) {
        assertThat(cached.bucket().get(subject.key("earlier"), subject.mode())).isEqualTo(EARLIER);
      }
      cached.keyLink().goDown();
      for (Subject subject : subjects()) {
        assertThat(cached.bucket().get(subject.key("earlier"), subject.mode())).isEqualTo(EARLIER);
      }
      cached.assertNothingIsStuck();
    }
  }

  private static List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>();
    for (SseMode mode : WITH_KMS) {
      subjects.add(new Subject(mode, 10_000));
      subjects.add(new Subject(mode, 300_000));
    }
    return subjects;
  }

  private void assertRefused(Subject subject, String prefix) {
    Bucket bucket = stage.bucket();
    byte[] body = Bodies.ofLength(subject.size());
    String key = subject.key(prefix);
    long start = System.nanoTime();
    assertUnavailable(() -> bucket.put(key, subject.mode(), body));
    assertUnavailable(() -> bucket.get(subject.key("earlier"), subject.mode()));
    assertThat(System.nanoTime() - start).isLessThan(2 * MOST.toNanos());
    assertThatThrownBy(() -> good.head(good.heading(key))).isInstanceOf(NoSuchKeyException.class);
    bucket.put(key + "-customer", SseMode.SSE_C, body);
    assertThat(good.get(key + "-customer", SseMode.SSE_C)).isEqualTo(body);
  }

  private void assertServed(Subject subject, String prefix) {
    Bucket bucket = stage.bucket();
    byte[] body = Bodies.ofLength(subject.size());
    bucket.put(subject.key(prefix), subject.mode(), body);
    assertThat(bucket.get(subject.key(prefix), subject.mode())).isEqualTo(body);
    assertThat(good.get(subject.key(prefix), subject.mode())).isEqualTo(body);
    assertThat(bucket.get(subject.key("earlier"), subject.mode())).isEqualTo(EARLIER);
  }

  private static void assertUnavailable(Runnable call) {
    S3Exception refusal = catchThrowableOfType(S3Exception.class, call::run);
    assertThat(refusal).isNotNull();
    assertThat(refusal.statusCode()).isEqualTo(503);
  }
}
