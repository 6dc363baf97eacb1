package io.sealgate.proxy.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.operation.MemoryStore;
import io.sealgate.proxy.system.Answers;
import io.sealgate.proxy.system.SystemBucket;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a probe makes of backends that do less than they are asked for. */
final class CapabilityProbeTest {

  private static final String BUCKET = "system";
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000L);

  private final MemoryStore store = new MemoryStore();
  private final BackendCalls memory = (request, limit) -> store.answer(request);

  @Test
  void seesConditionsThatAreEnforced() {
    BackendCapabilities found = probe(memory);
    assertThat(found.works(Capability.CREATE_ONLY_PUT)).isTrue();
    assertThat(found.works(Capability.MATCHING_PUT)).isTrue();
    assertThat(found.works(Capability.CREATE_ONLY_COMPLETE)).isTrue();
    assertThat(found.works(Capability.MATCHING_COMPLETE)).isTrue();
  }

  @Test
  void seesConditionsThatAreIgnored() {
    BackendCapabilities found = probe((request, limit) -> store.answer(withoutConditions(request)));
    for (Capability capability :
        new Capability[] {
          Capability.CREATE_ONLY_PUT,
          Capability.MATCHING_PUT,
          Capability.CREATE_ONLY_COMPLETE,
          Capability.MATCHING_COMPLETE,
          Capability.MATCHING_COPY_SOURCE,
          Capability.CREATE_ONLY_COPY,
          Capability.MATCHING_COPY,
          Capability.MATCHING_DELETE
        }) {
      assertThat(found.of(capability)).as(capability.description()).isEqualTo(Support.IGNORED);
      assertThatThrownBy(() -> found.require(capability))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.error()).isEqualTo(S3Error.NOT_IMPLEMENTED));
    }
  }

  @Test
  void seesWhetherTheSlashThatAKeyBeginsWithIsKept() {
    assertThat(probe(memory).of(Capability.LEADING_SLASH)).isEqualTo(Support.WORKS);
    BackendCalls dropping =
        (request, limit) ->
            store.answer(named(request, key -> key.startsWith("/") ? key.substring(1) : key));
    assertThat(probe(dropping).of(Capability.LEADING_SLASH)).isEqualTo(Support.IGNORED);
    BackendCalls refusing =
        (request, limit) ->
            request.key().startsWith("/")
                ? Answers.error(400, "InvalidObjectName")
                : store.answer(request);
    assertThat(probe(refusing).of(Capability.LEADING_SLASH)).isEqualTo(Support.REFUSED);
    assertThat(store.names("")).isEmpty();
  }

  @Test
  void seesWhetherKeysWithEmptyOrDottedSegmentsAreKeptApart() {
    assertThat(probe(memory).of(Capability.KEY_SEGMENTS)).isEqualTo(Support.WORKS);
    for (UnaryOperator<String> folding :
        List.<UnaryOperator<String>>of(
            key -> key.replace("//", "/"), key -> key.replace("/./", "/"), this::oneFolderUp)) {
      BackendCalls taking = (request, limit) -> store.answer(named(request, folding));
      assertThat(probe(taking).of(Capability.KEY_SEGMENTS)).isEqualTo(Support.IGNORED);
    }
    for (String segment : List.of("//", "/./", "/../")) {
      assertThat(segments(key -> key.contains(segment), 400)).isEqualTo(Support.WORKS);
      assertThat(segments(key -> key.contains(segment), 503)).isEqualTo(Support.UNKNOWN);
    }
    Predicate<String> all = key -> key.matches(".*/(|\\.|\\.\\.)/.*");
    assertThat(segments(all, 400)).isEqualTo(Support.REFUSED);
    assertThat(segments(all, 403)).isEqualTo(Support.WORKS);
    assertThat(store.names("")).isEmpty();
  }

  /** As a file system does: only from a folder that is there. */
  private String oneFolderUp(String key) {
    int up = key.indexOf("/../");
    if (up < 0 || store.names(BUCKET + "/" + key.substring(0, up + 1)).isEmpty()) {
      return key;
    }
    return key.substring(0, key.lastIndexOf('/', up - 1)) + key.substring(up + 3);
  }

  /** What is seen of a backend that answers so where such a key is named. */
  private Support segments(Predicate<String> which, int status) {
    return probe((request, limit) ->
            which.test(request.key())
                ? Answers.error(status, "InvalidObjectName")
                : store.answer(request))
        .of(Capability.KEY_SEGMENTS);
  }

  private static BackendRequest named(BackendRequest request, UnaryOperator<String> name) {
    return new BackendRequest(
        request.method(),
        request.bucket(),
        name.apply(request.key()),
        request.rawQuery(),
        request.headers(),
        request.body());
  }

  @Test
  void seesWhatIsRefusedAndWhatCannotBeTold() {
    BackendCapabilities found =
        probe((request, limit) -> {
          if (request.headers().first("If-Match") != null) {
            return Answers.error(501, "NotImplemented");
          }
          return request.headers().first("If-None-Match") == null
              ? store.answer(request)
              : Answers.error(503, "SlowDown");
        });
    assertThat(found.of(Capability.MATCHING_PUT)).isEqualTo(Support.REFUSED);
    assertThat(found.of(Capability.MATCHING_COMPLETE)).isEqualTo(Support.REFUSED);
    assertThat(found.of(Capability.CREATE_ONLY_PUT)).isEqualTo(Support.UNKNOWN);
    assertThat(found.isComplete()).isFalse();
    assertThatThrownBy(() -> found.require(Capability.CREATE_ONLY_PUT))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.error()).isEqualTo(S3Error.SERVICE_UNAVAILABLE));
    assertThat(store.openUploads()).isZero();
  }

  /** A backend that refuses every request with a condition would pass for one that enforces it. */
  @Test
  void isNotDeceivedByABackendThatAlwaysRefuses() {
    BackendCapabilities found =
        probe((request, limit) ->
            request.headers().first("If-Match") == null
                ? store.answer(request)
                : Answers.error(412, "PreconditionFailed"));
    assertThat(found.of(Capability.MATCHING_PUT)).isEqualTo(Support.REFUSED);
    assertThat(found.of(Capability.MATCHING_DELETE)).isEqualTo(Support.REFUSED);
  }

  @Test
  void leavesNothingBehindAndClearsWhatOthersLeftLongAgo() {
    String left = BUCKET + "/probes/001699990000-0123456789abcdef/trailer";
    String running = BUCKET + "/probes/001699999999-0123456789abcdef/trailer";
    store.put(left, new HeaderList(), new byte[0]);
    store.put(running, new HeaderList(), new byte[0]);
    probe(memory);
    assertThat(store.names("")).containsExactly(running);
    assertThat(store.openUploads()).isZero();
  }

  @Test
  void failsWhenNothingCanBeTold() {
    assertThatThrownBy(() ->
            probe((request, limit) -> {
              throw new BackendException("the backend cannot be reached");
            }))
        .isInstanceOf(BackendException.class);
  }

  @Test
  void countsWhatWasNotAskedAsUnknown() {
    assertThat(new BackendCapabilities(Map.of()).supports())
        .hasSize(Capability.values().length)
        .containsValue(Support.UNKNOWN);
  }

  private static BackendCapabilities probe(BackendCalls backend) {
    return new CapabilityProbe(
            new SystemBucket(backend, BUCKET),
            backend,
            RandomBytes.secure(),
            () -> NOW,
            Runnable::run)
        .run();
  }

  private static BackendRequest withoutConditions(BackendRequest request) {
    HeaderList kept = new HeaderList();
    request
        .headers()
        .forEach(line -> {
          if (!line.getKey().startsWith("If-")
              && !line.getKey().startsWith("x-amz-copy-source-if-")) {
            kept.add(line.getKey(), line.getValue());
          }
        });
    return request.withHeaders(kept);
  }
}
