package io.sealgate.proxy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.crypto.multipart.RecordSealer;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.operation.MemoryStore;
import io.sealgate.proxy.system.CompletionRecords.Writing;
import io.sealgate.s3.ETagText;
import java.util.concurrent.Executor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CompletionRecordsTest {

  private final MemoryStore store = new MemoryStore();
  private final CompletionRecords records = replica(Runnable::run);
  private final StoredUpload upload = new StoredUpload(store);
  private final String folder = SystemFixture.BUCKET + "/completed/" + upload.id.hex() + "/";
  private final StoredUpload.Part one = upload.part(1, 100);
  private final StoredUpload.Part two = upload.part(2, 200);
  private final CompletionRecord completion = StoredUpload.record(one, two);

  @AfterEach
  void close() {
    upload.close();
  }

  @Test
  void readsTheRecordThatTheETagNamesWithOneRequest() {
    MultipartObject object = upload.store(one, two);
    assertThat(records.write(upload.id, object.backendETag(), completion, upload.keys))
        .isEqualTo(new Writing.Written());
    assertThat(store.names(folder))
        .containsExactly(folder + ETagText.unquoted(object.backendETag()));
    store.takeRequests();
    CompletionRecords other = replica(Runnable::run);
    assertThat(other.open(object, upload.keys)).isEqualTo(completion);
    assertThat(store.takeRequests()).hasSize(1);
    assertThat(other.opening(object, upload.keys).toCompletableFuture())
        .isCompletedWithValue(completion);
    assertThat(other.readLayout(object)).isEqualTo(completion.layout());
    assertThat(store.takeRequests()).isEmpty();
  }

  @Test
  void findsTheRecordOfAnEarlierCompleteAndLeavesItAsItIs() {
    records.write(upload.id, "abc-2", completion, upload.keys);
    assertThat(records.write(upload.id, "\"abc-2\"", completion, upload.keys))
        .isEqualTo(new Writing.Found(completion));
    CompletionRecord another = StoredUpload.record(one, upload.part(2, 200));
    assertThat(records.write(upload.id, "abc-2", another, upload.keys))
        .isEqualTo(new Writing.Found(completion));
  }

  @Test
  void writesUnderARandomNameWhereNoETagCanBeExpected() {
    for (String eTag : new String[] {null, "", "\"\"", "a/b", "..", "é", "x".repeat(129)}) {
      assertThat(records.write(upload.id, eTag, completion, upload.keys))
          .isEqualTo(new Writing.Written());
    }
    assertThat(store.names(folder))
        .hasSize(7)
        .allMatch(name -> name.length() == folder.length() + 32);
  }

  @Test
  void findsTheRecordWhenTheBackendsETagHasChanged() {
    records.write(upload.id, "expected-2", completion, upload.keys);
    MultipartObject object = upload.store(one, two);
    assertThat(records.open(object, upload.keys)).isEqualTo(completion);
    assertThat(replica(Runnable::run).readLayout(object)).isEqualTo(completion.layout());
  }

  @Test
  void tellsByThePartsWhichOfSeveralRecordsIsTheObjects() {
    StoredUpload.Part again = upload.part(2, 200);
    StoredUpload.Part long1 = upload.part(1, 200);
    StoredUpload.Part short2 = upload.part(2, 100);
    StoredUpload.Part three = upload.part(3, 200);
    StoredUpload.Part[][] joined = {{one, two}, {one, again}, {long1, short2}, {one, three}};
    for (int i = 0; i < joined.length; i++) {
      records.write(upload.id, "attempt-" + i, StoredUpload.record(joined[i]), upload.keys);
    }
    for (StoredUpload.Part[] parts : joined) {
      MultipartObject object = upload.store(parts);
      assertThat(replica(Runnable::run).open(object, upload.keys))
          .isEqualTo(StoredUpload.record(parts));
      assertThat(replica(Runnable::run).readLayout(object))
          .isEqualTo(StoredUpload.record(parts).layout());
    }
    assertRefused(() -> records.open(upload.store(three, two), upload.keys));
  }

  @Test
  void refusesAnObjectThatHasNoRecord() {
    MultipartObject object = upload.store(one, two);
    assertRefused(() -> records.open(object, upload.keys));
    assertRefused(() -> records.readLayout(object));
    records.write(upload.id, object.backendETag(), StoredUpload.record(one), upload.keys);
    assertRefused(() -> records.open(object, upload.keys));
    assertRefused(() -> records.readLayout(object));
  }

  @Test
  void refusesRecordsOfOthersAndDamagedOnes() {
    MultipartObject object = upload.store(one, two);
    records.write(upload.id, object.backendETag(), completion, upload.keys);
    String name = store.names(folder).getFirst();
    byte[] stored = store.get(name).bytes();
    for (int i = 0; i < stored.length; i++) {
      byte[] changed = stored.clone();
      changed[i] ^= 1;
      store.put(name, new HeaderList(), changed);
      assertRefused(() -> records.open(object, upload.keys));
    }
    try (StoredUpload foreign = new StoredUpload(new MemoryStore())) {
      store.put(name, new HeaderList(), stored);
      MultipartKeys keys = foreign.keys;
      assertRefused(() -> records.open(object, keys));
    }
    assertThat(records.open(object, upload.keys)).isEqualTo(completion);
  }

  @Test
  void prefersAGenuineRecordToADamagedOneUnderTheETag() {
    MultipartObject object = upload.store(one, two);
    records.write(upload.id, null, completion, upload.keys);
    store.put(folder + ETagText.unquoted(object.backendETag()), new HeaderList(), new byte[100]);
    assertThat(records.open(object, upload.keys)).isEqualTo(completion);
  }

  @Test
  void neverServesAsOpenedWhatWasOnlyReadInTheClear() {
    MultipartObject object = upload.store(one, two);
    records.write(upload.id, object.backendETag(), completion, upload.keys);
    records.readLayout(object);
    String name = store.names(folder).getFirst();
    byte[] damaged = store.get(name).bytes();
    damaged[damaged.length - 1] ^= 1;
    store.put(name, new HeaderList(), damaged);
    assertThat(records.readLayout(object)).isEqualTo(completion.layout());
    assertRefused(() -> records.open(object, upload.keys));
  }

  @Test
  void knowsNothingOfAnObjectUnderAnotherEnvelopeETagOrLength() {
    MultipartObject object = upload.store(one, two);
    records.write(upload.id, object.backendETag(), completion, upload.keys);
    records.open(object, upload.keys);
    store.takeRequests();
    records.open(upload.object(upload.resealed(), object.storedBytes()), upload.keys);
    assertThat(store.takeRequests()).hasSize(1);
    assertRefused(() ->
        records.open(upload.object(object.envelope(), object.storedBytes() + 1), upload.keys));
    store.takeRequests();
    MultipartObject replaced = upload.store(two, one);
    records.open(replaced, upload.keys); // whoever opens its parts sees that they are not these
    assertThat(store.takeRequests()).isNotEmpty();
  }

  @Test
  void doesNotSayThatThereIsNoRecordWhenTheBackendIsInTrouble() {
    MultipartObject object = upload.store(one, two);
    records.write(upload.id, object.backendETag(), completion, upload.keys);
    store.breakBefore(request -> request.method().equals("GET"));
    assertThatThrownBy(() -> records.open(object, upload.keys))
        .isInstanceOf(BackendException.class);
    assertThat(records.open(object, upload.keys)).isEqualTo(completion);
  }

  @Test
  void findsItsOwnRecordWhenTheAnswerToItsWritingWasLost() {
    store.breakAfter(request -> request.method().equals("PUT"));
    assertThatThrownBy(() -> records.write(upload.id, "abc-2", completion, upload.keys))
        .isInstanceOf(BackendException.class);
    assertThat(records.write(upload.id, "abc-2", completion, upload.keys))
        .isEqualTo(new Writing.Found(completion));
  }

  private CompletionRecords replica(Executor workers) {
    return new CompletionRecords(
        new SystemBucket((request, limit) -> store.answer(request), SystemFixture.BUCKET),
        new RecordSealer(AesGcm.preferred(), SystemFixture.RANDOM),
        SystemFixture.RANDOM,
        (request, limit) -> store.answer(request),
        workers);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            IntegrityException.class,
            e -> assertThat(e.reason()).isEqualTo(IntegrityException.Reason.RECORD));
  }
}
