package io.sealgate.proxy.operation.multipart;

import static io.sealgate.proxy.operation.multipart.UploadFixture.LEAST_PART_BYTES;
import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.customerKey;
import static io.sealgate.proxy.operation.multipart.UploadFixture.element;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture.Sent;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CompleteMultipartUpload when something breaks, comes twice, or comes at once. */
final class CompletionFaultsTest {

  private static final byte[] FIRST = random(LEAST_PART_BYTES);
  private static final byte[] LAST = random(1000);

  private static final String[] NONE = {};

  @AutoClose private final OperationFixture s3;

  CompletionFaultsTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  /** Ways in which a store makes the ETags of completed objects. */
  private enum ETags {
    USUAL,
    STRANGE
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES256", "aws:kms", "aws:kms:dsse", "customer"})
  void canBeRepeatedWhereverItBroke(String mode) {
    for (ETags eTags : ETags.values()) {
      int broken = 0;
      for (int request = 1; breaksAndRepeats(mode, eTags, request, false); request++) {
        assertThat(breaksAndRepeats(mode, eTags, request, true)).isTrue();
        broken++;
      }
      assertThat(broken).as("requests of a Complete").isGreaterThanOrEqualTo(4);
    }
  }

  /** Whether Complete makes so many requests at all. */
  private boolean breaksAndRepeats(String mode, ETags eTags, int request, boolean afterwards) {
    String place = mode + " " + eTags + (afterwards ? " after " : " before ") + request;
    AtomicInteger generation = new AtomicInteger();
    s3.store.completedETags(
        usual -> eTags == ETags.USUAL ? usual : "strange" + generation.incrementAndGet());
    UploadFixture upload = UploadFixture.create(s3, "/box/k", headers(mode));
    List<Sent> parts = List.of(upload.send(s3, 2, FIRST), upload.send(s3, 5, LAST));
    AtomicInteger count = new AtomicInteger();
    Predicate<BackendRequest> which = any -> count.incrementAndGet() == request;
    if (afterwards) {
      s3.store.breakAfter(which);
    } else {
      s3.store.breakBefore(which);
    }
    boolean failed = false;
    try {
      upload.complete(s3, parts);
    } catch (BackendException broken) {
      failed = true;
    }
    s3.store.breakBefore(any -> false);
    s3.store.breakAfter(any -> false);
    boolean reached = count.get() >= request;
    try (OperationFixture replica = s3.replica()) {
      for (int repetition = 0; repetition < 2; repetition++) {
        S3Response answer = upload.complete(replica, parts);
        assertThat(answer.status()).as(place).isEqualTo(200);
        assertThat(element(answer, "ETag")).as(place).isNotEmpty();
      }
    }
    assertPinned(place);
    byte[] read = s3.get("/box/k", mode.equals("customer") ? customerKey(1) : NONE).body();
    assertThat(read).as(place).hasSize(FIRST.length + LAST.length);
    assertThat(failed || !reached || request > 3).as(place + ": most failures show").isTrue();
    return reached;
  }

  /** The object's record is there under the object's own ETag. */
  private void assertPinned(String place) {
    var object = s3.store.get("box/k");
    Envelope envelope =
        Envelope.parse(Objects.requireNonNull(object.headers().first("x-amz-meta-sealgate")));
    var reference = (BodyReference.Multipart) envelope.fields().body();
    String eTag = object.etag().replace("\"", "");
    assertThat(s3.store.has("sealgate-system/completed/" + reference.recordId().hex() + "/" + eTag))
        .as(place)
        .isTrue();
  }

  @Test
  void answersARepetitionWhoseNotesAreGone() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "AES256");
    List<Sent> parts = List.of(upload.send(s3, 1, FIRST), upload.send(s3, 2, LAST));
    S3Response first = upload.complete(s3, parts);
    assertThat(s3.store.names("sealgate-system/uploads/"))
        .as("only the document and the mark are left")
        .hasSize(2);
    S3Response again = upload.complete(s3, parts);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void refusesARepetitionThatAsksForSomethingElse() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    Sent first = upload.send(s3, 1, FIRST);
    Sent last = upload.send(s3, 2, LAST);
    upload.complete(s3, List.of(first, last));
    assertRefused(upload, List.of(last), S3Error.NO_SUCH_UPLOAD);
    assertRefused(upload, List.of(first, new Sent(3, last.eTag())), S3Error.NO_SUCH_UPLOAD);
  }

  @Test
  void refusesARepetitionOnceTheObjectHasBeenReplaced() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    List<Sent> parts = List.of(upload.send(s3, 1, LAST));
    upload.complete(s3, parts);
    s3.put("/box/k", LAST, SSE, "aws:kms");
    assertRefused(upload, parts, S3Error.NO_SUCH_UPLOAD);
  }

  @Test
  void completesOnceWhenTheSameIsAskedAtOnce() throws Exception {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    List<Sent> parts = List.of(upload.send(s3, 1, FIRST), upload.send(s3, 2, LAST));
    List<CompletableFuture<S3Response>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 8; i++) {
        answers.add(CompletableFuture.supplyAsync(() -> upload.complete(s3, parts), threads));
      }
    }
    for (CompletableFuture<S3Response> answer : answers) {
      assertThat(answer.get().status()).isEqualTo(200);
    }
  }

  @Test
  void hasOneWinnerWhenDifferentObjectsAreAskedForAtOnce() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "AES256");
    Sent first = upload.send(s3, 1, FIRST);
    Sent last = upload.send(s3, 2, LAST);
    // The other one wins between this one's record and its Complete.
    s3.store.before(CompletionFaultsTest::isCompletion, () -> upload.complete(s3, List.of(last)));
    assertRefused(upload, List.of(first, last), S3Error.NO_SUCH_UPLOAD);
    assertPinned("the winner's");
    assertThat(upload.complete(s3, List.of(last)).status()).isEqualTo(200);
  }

  @Test
  void answersTheLoserWhenBothAskedForTheSame() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", customerKey(1));
    List<Sent> parts = List.of(upload.send(s3, 1, LAST));
    s3.store.before(CompletionFaultsTest::isCompletion, () -> upload.complete(s3, parts));
    assertThat(upload.complete(s3, parts).status()).isEqualTo(200);
  }

  @Test
  void takesNoErrorForSuccessWhateverItsStatus() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    List<Sent> parts = List.of(upload.send(s3, 1, LAST));
    s3.store.answerInstead(
        CompletionFaultsTest::isCompletion, 200, "<Error><Code>InternalError</Code></Error>");
    assertThatThrownBy(() -> upload.complete(s3, parts)).isInstanceOf(BackendException.class);
    s3.store.answerInstead(
        CompletionFaultsTest::isCompletion, 200, "  \n <Error><Code>InvalidPart</Code></Error>");
    assertRefused(upload, parts, S3Error.INVALID_PART);
    s3.store.answerInstead(
        CompletionFaultsTest::isCompletion, 200, "<Error><Code>NoSuchUpload</Code></Error>");
    assertRefused(upload, parts, S3Error.NO_SUCH_UPLOAD);
    assertThat(s3.store.has("box/k")).isFalse();
    assertThat(upload.complete(s3, parts).status()).isEqualTo(200);
  }

  @Test
  void keepsConditionsOnWhatItReplaces() {
    String known =
        Objects.requireNonNull(s3.put("/box/k", LAST, SSE, "AES256").headers().first("ETag"));
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    List<Sent> parts = List.of(upload.send(s3, 1, LAST));
    assertRefused(upload, parts, S3Error.PRECONDITION_FAILED, "If-None-Match", "*");
    assertRefused(upload, parts, S3Error.PRECONDITION_FAILED, "If-Match", "\"another\"");
    assertRefused(upload, parts, S3Error.NOT_IMPLEMENTED, "If-Match", known, "If-None-Match", "*");
    assertThat(upload.complete(s3, parts, "If-Match", known).status()).isEqualTo(200);
  }

  @Test
  void answersARepetitionWhoseConditionItsOwnObjectBreaks() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    List<Sent> parts = List.of(upload.send(s3, 1, LAST));
    s3.store.breakAfter(CompletionFaultsTest::isCompletion);
    assertThatThrownBy(() -> upload.complete(s3, parts, "If-None-Match", "*"))
        .isInstanceOf(BackendException.class);
    assertThat(upload.complete(s3, parts, "If-None-Match", "*").status()).isEqualTo(200);
  }

  @Test
  void leavesNoRecordWhereItMayNotReplaceWhatIsThere() {
    s3.put("/box/k", LAST, SSE, "AES256");
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    List<Sent> parts = List.of(upload.send(s3, 1, LAST));
    s3.store.takeRequests();
    assertRefused(upload, parts, S3Error.PRECONDITION_FAILED, "If-None-Match", "*");
    assertThat(s3.store.takeRequests()).noneMatch(CompletionFaultsTest::isCompletion);
    assertThat(s3.store.names("sealgate-system/completed/")).isEmpty();
    s3.store.remove("box/k");
    assertThat(upload.complete(s3, parts, "If-None-Match", "*").status()).isEqualTo(200);
  }

  @Test
  void leavesItToAStoreThatShowsNothingWhetherAnObjectIsThere() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    List<Sent> parts = List.of(upload.send(s3, 1, LAST));
    s3.store.answerInstead(request -> request.method().equals("HEAD"), 403, "");
    assertThat(upload.complete(s3, parts, "If-None-Match", "*").status()).isEqualTo(200);
  }

  @Test
  void writesItsRecordBeforeTheStoreIsAsked() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    List<Sent> parts = List.of(upload.send(s3, 1, LAST));
    s3.store.takeRequests();
    upload.complete(s3, parts);
    List<String> keys =
        s3.store.takeRequests().stream()
            .filter(request -> request.method().matches("PUT|POST"))
            .map(BackendRequest::key)
            .toList();
    assertThat(keys.get(0)).startsWith("completed/");
    assertThat(keys.get(1)).isEqualTo("k");
  }

  private void assertRefused(
      UploadFixture upload, List<Sent> parts, S3Error error, String... headers) {
    assertThatThrownBy(() -> upload.complete(s3, parts, headers))
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  private static boolean isCompletion(BackendRequest request) {
    return request.method().equals("POST") && request.rawQuery().startsWith("uploadId=");
  }

  private static String[] headers(String mode) {
    return mode.equals("customer") ? customerKey(1) : new String[] {SSE, mode};
  }
}
