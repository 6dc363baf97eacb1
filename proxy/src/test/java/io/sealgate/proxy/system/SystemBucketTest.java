package io.sealgate.proxy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.operation.MemoryStore;
import io.sealgate.proxy.system.SystemBucket.Creation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SystemBucketTest {

  private static final byte[] CONTENT = {1, 2, 3};

  private final MemoryStore store = new MemoryStore();
  private final SystemBucket bucket =
      new SystemBucket((request, limit) -> store.answer(request), "system");

  @Test
  void readsWhatWasWrittenAndNothingThatWasDeleted() {
    assertThat(bucket.get("a/b", 10)).isEmpty();
    bucket.put("a/b", CONTENT);
    assertThat(bucket.get("a/b", 10)).hasValue(CONTENT);
    assertThatThrownBy(() -> bucket.get("a/b", 2)).isInstanceOf(BackendException.class);
    bucket.delete("a/b");
    assertThat(bucket.get("a/b", 10)).isEmpty();
    bucket.delete("a/b");
  }

  @Test
  void writesOnceWhatIsCreateOnly() {
    assertThat(bucket.putIfAbsent("a", CONTENT)).isEqualTo(Creation.CREATED);
    assertThat(bucket.putIfAbsent("a", new byte[0])).isEqualTo(Creation.EXISTED);
    assertThat(bucket.get("a", 10)).hasValue(CONTENT);
  }

  @Test
  void triesAgainWhenTheBackendAnswersAConflict() {
    BackendResponse conflict = Answers.error(409, "ConditionalRequestConflict");
    assertThat(answering(conflict, conflict, Answers.ok("")).putIfAbsent("a", CONTENT))
        .isEqualTo(Creation.CREATED);
    assertThat(
            answering(conflict, Answers.error(412, "PreconditionFailed")).putIfAbsent("a", CONTENT))
        .isEqualTo(Creation.EXISTED);
    SystemBucket neverDone = answering(conflict, conflict, conflict, conflict, conflict);
    assertThatThrownBy(() -> neverDone.putIfAbsent("a", CONTENT))
        .isInstanceOf(BackendException.class);
  }

  @Test
  void takesAMissingBucketForNoMissingObject() {
    BackendResponse noBucket = Answers.error(404, "NoSuchBucket");
    assertThatThrownBy(() -> answering(noBucket).get("a", 10))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("NoSuchBucket");
    assertThatThrownBy(() -> answering(noBucket).delete("a")).isInstanceOf(BackendException.class);
    assertThatThrownBy(() -> listed(answering(noBucket), "a")).isInstanceOf(BackendException.class);
    assertThatThrownBy(() -> answering(noBucket).put("a", CONTENT))
        .isInstanceOf(BackendException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1000, 1001, 2500})
  void listsAndDeletesAllPages(int count) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add("notes/%05d".formatted(i));
      bucket.put(keys.getLast(), CONTENT);
    }
    bucket.put("note", CONTENT);
    bucket.put("notes0", CONTENT);
    assertThat(listed(bucket, "notes/")).isEqualTo(keys);
    store.takeRequests();
    bucket.delete(keys);
    assertThat(store.takeRequests()).hasSize((count + 999) / 1000);
    assertThat(listed(bucket, "note")).containsExactly("note", "notes0");
  }

  @Test
  void listsFromAPlaceAndNoFurtherThanTheVisitorWants() {
    for (int i = 0; i < 2500; i++) {
      bucket.put("notes/%05d".formatted(i), CONTENT);
    }
    store.takeRequests();
    List<String> seen = new ArrayList<>();
    bucket.list(
        "notes/",
        "notes/00997",
        key -> {
          seen.add(key);
          return seen.size() < 3;
        });
    assertThat(seen).containsExactly("notes/00998", "notes/00999", "notes/01000");
    assertThat(store.takeRequests()).hasSize(1);
  }

  @Test
  void refusesListingsThatMayHaveLostSomething() {
    for (SystemBucket broken :
        List.of(
            answering(Answers.page(true, "", "p/1")),
            answering(Answers.page(true, "t", "p/1"), Answers.error(500, "InternalError")),
            answering(Answers.page(true, "t", "p/1"), Answers.page(false, "", "p/1")),
            answering(Answers.page(false, "", "p/2", "p/1")),
            answering(Answers.page(false, "", "q/1")),
            answering(Answers.error(403, "AccessDenied")))) {
      assertThatThrownBy(() -> listed(broken, "p/")).isInstanceOf(BackendException.class);
    }
    SystemBucket endless =
        new SystemBucket((request, limit) -> Answers.page(true, "again"), "system");
    assertThatThrownBy(() -> listed(endless, "p/")).isInstanceOf(BackendException.class);
  }

  @Test
  void followsPagesThatAreEmpty() {
    assertThat(listed(answering(Answers.page(true, "t"), Answers.page(false, "", "p/1")), "p/"))
        .containsExactly("p/1");
  }

  @Test
  void failsWhenSomethingIsNotDeleted() {
    SystemBucket refusing =
        answering(
            Answers.ok(
                "<DeleteResult><Error><Key>a</Key><Code>AccessDenied</Code></Error></DeleteResult>"));
    assertThatThrownBy(() -> refusing.delete(List.of("a"))).isInstanceOf(BackendException.class);
  }

  private static SystemBucket answering(BackendResponse... answers) {
    Deque<BackendResponse> left = new ArrayDeque<>(List.of(answers));
    return new SystemBucket((request, limit) -> left.remove(), "system");
  }

  private static List<String> listed(SystemBucket bucket, String prefix) {
    List<String> names = new ArrayList<>();
    bucket.list(prefix, "", names::add);
    return names;
  }
}
