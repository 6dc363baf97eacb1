package io.sealgate.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Concurrently;
import io.sealgate.it.fixture.Fault;
import io.sealgate.it.fixture.Fault.Direction;
import io.sealgate.it.fixture.Fault.Kind;
import io.sealgate.it.fixture.Fault.Spot;
import io.sealgate.it.fixture.FaultyLink;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Every fault at every place of a PUT and a GET, on either side: a clear error or a transfer that
 * is visibly broken, and at the store what was there before, or all of what was sent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObjectFaultsTest {

  private static final String BUCKET = "faults";
  private static final int AT_ONCE = 4;
  private static final int WAITING_AT_ONCE = 40;
  private static final int IN_MEMORY = 10_000;
  private static final int STREAMED = 700_000;
  private static final byte[] EARLIER = Bodies.ofLength(5_000);
  private static final Duration MOST = Duration.ofSeconds(30);

  /** Whose network is faulty. */
  enum Side {
    CLIENT,
    BACKEND
  }

  /** One fault in one transfer. */
  record Case(Side side, String method, Fault fault, SseMode mode, int size) {

    String key() {
      return (side + "-" + fault.direction() + "-" + fault.spot() + "-" + fault.kind() + "-" + size)
          .toLowerCase(Locale.ROOT);
    }

    String path() {
      return "/" + BUCKET + "/" + key();
    }
  }

  private SealgateServer healthy;
  private FaultyStage steady;
  private FaultyStage hasty;
  private Bucket bucket;

  @BeforeAll
  void open() {
    healthy = FaultyStage.healthy();
    bucket = Bucket.create(healthy.s3(), BUCKET);
    steady = FaultyStage.steady(healthy, BUCKET);
    hasty = FaultyStage.hasty(healthy, BUCKET);
  }

  @AfterAll
  void close() throws InterruptedException {
    steady.assertNothingIsStuck();
    hasty.assertNothingIsStuck();
    steady.close();
    hasty.close();
    bucket.empty();
    healthy.close();
  }

  @ParameterizedTest
  @EnumSource
  void storesAllOrNothing(Kind kind) {
    Concurrently.check(atOnce(kind), cases("PUT", kind), FaultNotMet.repeating(this::checkPut));
  }

  @ParameterizedTest
  @EnumSource
  void givesAllOrVisiblyLess(Kind kind) {
    Concurrently.check(atOnce(kind), cases("GET", kind), FaultNotMet.repeating(this::checkGet));
  }

  private static int atOnce(Kind kind) {
    return kind == Kind.STALL ? WAITING_AT_ONCE : AT_ONCE;
  }

  private static List<Case> cases(String method, Kind kind) {
    AtomicInteger turn = new AtomicInteger(kind.name().length()); // not the same for each kind
    List<Case> cases = new ArrayList<>();
    for (Side side : Side.values()) {
      for (Direction direction : Direction.values()) {
        for (Spot spot : Spot.values()) {
          if (hasSpot(method, direction, spot)) {
            for (int size : sizes(kind, cases.size())) {
              cases.add(
                  new Case(side, method, new Fault(kind, direction, spot), mode(side, turn), size));
            }
          }
        }
      }
    }
    return cases;
  }

  /** Both where it matters most, else in turns. */
  private static List<Integer> sizes(Kind kind, int turn) {
    return switch (kind) {
      case RESET, STALL -> List.of(IN_MEMORY, STREAMED);
      case CUT, HALF_CLOSE, DELAY -> List.of(turn % 2 == 0 ? IN_MEMORY : STREAMED);
    };
  }

  /** Only one of the two messages of an exchange has a body. */
  private static boolean hasSpot(String method, Direction direction, Spot spot) {
    boolean inBody = spot == Spot.MID_BODY || spot == Spot.BEFORE_LAST_BYTE;
    return !inBody || method.equals("PUT") == (direction == Direction.REQUEST);
  }

  /** Each in its turn; the clients' link is without TLS, which SSE-C needs. */
  private static SseMode mode(Side side, AtomicInteger turn) {
    SseMode[] modes = SseMode.values();
    SseMode mode = modes[turn.getAndIncrement() % modes.length];
    return side == Side.CLIENT && mode == SseMode.SSE_C ? SseMode.SSE_KMS : mode;
  }

  private void checkPut(Case put) {
    byte[] body = Bodies.ofLength(put.size());
    bucket.put(put.key(), put.mode(), EARLIER);
    RuntimeException failure = failureOf(put, () -> client(put).put(put.key(), put.mode(), body));
    byte[] stored = bucket.get(put.key(), put.mode());
    if (failure == null) {
      assertThat(stored).isEqualTo(body);
      assertThat(put.fault().cutsRequest()).isFalse();
    } else {
      assertThat(stored)
          .satisfiesAnyOf(
              bytes -> assertThat(bytes).isEqualTo(EARLIER),
              bytes -> assertThat(bytes).isEqualTo(body));
      if (put.fault().cutsRequest()) {
        assertThat(stored).isEqualTo(EARLIER);
      }
    }
    assertClear(put, failure);
  }

  private void checkGet(Case get) {
    byte[] body = Bodies.ofLength(get.size());
    bucket.put(get.key(), get.mode(), body);
    RuntimeException failure =
        failureOf(get, () -> assertThat(client(get).get(get.key(), get.mode())).isEqualTo(body));
    assertThat(bucket.get(get.key(), get.mode())).isEqualTo(body);
    assertClear(get, failure);
  }

  /** Late is not broken; and what the store did to Sealgate is said in S3's words. */
  private static void assertClear(Case single, @Nullable RuntimeException failure) {
    if (single.fault().kind() == Kind.DELAY) {
      assertThat(failure).isNull();
    }
    if (failure != null && single.side() == Side.BACKEND && !mayHaveBegun(single)) {
      assertThat(failure).isInstanceOf(S3Exception.class);
      assertThat(((S3Exception) failure).statusCode()).isEqualTo(503);
    }
  }

  /** Whether the answer may have begun when the fault was met, so that no error could be told. */
  private static boolean mayHaveBegun(Case single) {
    return single.method().equals("GET")
        && single.fault().direction() == Direction.ANSWER
        && single.size() == STREAMED
        && (single.fault().spot() == Spot.MID_BODY
            || single.fault().spot() == Spot.BEFORE_LAST_BYTE);
  }

  private @Nullable RuntimeException failureOf(Case single, Runnable call) {
    FaultyStage stage = stage(single);
    FaultyLink link = single.side() == Side.CLIENT ? stage.clientLink() : stage.backendLink();
    link.plant(single.method(), single.path(), single.fault());
    long start = System.nanoTime();
    RuntimeException failure = null;
    try {
      call.run();
    } catch (SdkException | UncheckedIOException thrown) { // the latter from inside an error's text
      failure = thrown;
    }
    long nanos = System.nanoTime() - start;
    link.clear(single.method(), single.path());
    FaultNotMet.unless(link.wasMet(single.method(), single.path()), failure);
    assertThat(nanos).as("nanoseconds, then %s", failure).isLessThan(MOST.toNanos());
    return failure;
  }

  private FaultyStage stage(Case single) {
    return single.fault().kind() == Kind.STALL ? hasty : steady;
  }

  private Bucket client(Case single) {
    FaultyStage stage = stage(single);
    return single.side() == Side.CLIENT ? stage.behindClientLink() : stage.bucket();
  }
}
