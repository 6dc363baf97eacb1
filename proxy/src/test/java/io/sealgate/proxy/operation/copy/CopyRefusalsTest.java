package io.sealgate.proxy.operation.copy;

import static io.sealgate.proxy.operation.copy.StoredForm.PLAINTEXT;
import static io.sealgate.proxy.operation.copy.StoredForm.SSE_C;
import static io.sealgate.proxy.operation.copy.StoredForm.SSE_KMS;
import static io.sealgate.proxy.operation.copy.StoredForm.SSE_S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.Support;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies that are refused, that fail half-way, or whose source changes. */
final class CopyRefusalsTest {

  private static final byte[] NOTHING = {};
  private static final byte[] BODY = UploadFixture.random(200_000);

  @AutoClose private final OperationFixture s3;

  CopyRefusalsTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @Test
  void refusesToCopyAnObjectOntoItselfWithoutAnyChange() {
    s3.put("/box/source", BODY);
    refused(S3Error.INVALID_REQUEST, () -> s3.put("/box/source", NOTHING, SSE_S3.copied("source")));
    s3.put(
        "/box/source",
        NOTHING,
        SSE_S3.copied("source", "x-amz-metadata-directive", "REPLACE", "x-amz-meta-a", "b"));
    assertThat(s3.head("/box/source").headers().first("x-amz-meta-a")).isEqualTo("b");
    s3.put("/sealed-x/k", BODY);
    s3.put("/sealed-x/k", NOTHING, "x-amz-copy-source", "/sealed-x/k");
    assertThat(s3.get("/sealed-x/k").body()).isEqualTo(BODY);
  }

  @Test
  void refusesKeysOfTheSourceThatDoNotFit() {
    s3.put("/box/source", BODY, SSE_C.asked());
    s3.put("/box/managed", BODY);
    refused(
        S3Error.INVALID_REQUEST,
        "The object was stored using a form of Server Side Encryption. The correct parameters must"
            + " be provided to retrieve the object.",
        () -> s3.put("/box/copy", NOTHING, "x-amz-copy-source", "/box/source"));
    String[] wrong = UploadFixture.customerKey(2);
    for (int i = 0; i < wrong.length; i++) {
      wrong[i] = wrong[i].replace("x-amz-", "x-amz-copy-source-");
    }
    refused(
        S3Error.INVALID_REQUEST,
        "The provided encryption parameters did not match the ones used originally.",
        () -> s3.put("/box/copy", NOTHING, and(wrong, "x-amz-copy-source", "/box/source")));
    refused(
        S3Error.INVALID_REQUEST,
        "The encryption parameters are not applicable to this object.",
        () -> s3.put("/box/copy", NOTHING, and(wrong, "x-amz-copy-source", "/box/managed")));
    assertThat(s3.store.has("box/copy")).isFalse();
  }

  @Test
  void findsFaultWithTheSourcesKeyFirst() {
    String prefix = "x-amz-copy-source-server-side-encryption-customer-";
    s3.store.takeRequests();
    refused(
        S3Error.INVALID_ARGUMENT,
        "The secret key was invalid - too short.",
        () ->
            s3.put(
                "/box/copy",
                NOTHING,
                "x-amz-copy-source",
                "/box/absent",
                prefix + "algorithm",
                "AES256",
                prefix + "key",
                "",
                UploadFixture.SSE,
                "nonsense"));
    refused(
        S3Error.INVALID_ARGUMENT,
        "The encryption method specified is not supported",
        () ->
            s3.put(
                "/box/copy",
                NOTHING,
                "x-amz-copy-source",
                "/box/absent",
                UploadFixture.SSE,
                "nonsense"));
    assertThat(s3.store.takeRequests()).isEmpty();
  }

  @Test
  void copiesOnlyASourceOfWhichTheConditionsHold() {
    for (StoredForm from : List.of(PLAINTEXT, SSE_S3, SSE_KMS)) {
      String tag =
          String.valueOf(s3.put(from.path("source"), BODY, from.asked()).headers().first("ETag"));
      String prefix = "x-amz-copy-source-if-";
      copy(from, prefix + "match", tag);
      copy(from, prefix + "none-match", "\"other\"");
      refused(S3Error.PRECONDITION_FAILED, () -> copy(from, prefix + "match", "\"other\""));
      refused(S3Error.PRECONDITION_FAILED, () -> copy(from, prefix + "none-match", tag));
      refused(
          S3Error.PRECONDITION_FAILED,
          () -> copy(from, prefix + "modified-since", "Mon, 23 Nov 2026 12:00:00 GMT"));
      refused(
          S3Error.PRECONDITION_FAILED,
          () -> copy(from, prefix + "unmodified-since", "Sat, 21 Nov 2026 12:00:00 GMT"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAINTEXT", "SSE_S3"})
  void replacesOnlyWhatTheConditionAllows(StoredForm from) {
    s3.put(from.path("source"), BODY, from.asked());
    copy(from, "If-None-Match", "*");
    refused(S3Error.PRECONDITION_FAILED, () -> copy(from, "If-None-Match", "*"));
    refused(S3Error.PRECONDITION_FAILED, () -> copy(from, "If-Match", "\"other\""));
    String tag = String.valueOf(s3.head("/box/copy").headers().first("ETag"));
    copy(from, "If-Match", tag);
  }

  @Test
  void refusesConditionsThatTheStoreWouldIgnoreInTheRequestThatEndsTheCopy() {
    s3.supports.put(Capability.CREATE_ONLY_COPY, Support.IGNORED);
    s3.supports.put(Capability.MATCHING_COPY, Support.IGNORED);
    s3.put("/box/source", BODY);
    s3.put("/clear/source", BODY);
    refused(S3Error.NOT_IMPLEMENTED, () -> copy(SSE_S3, "If-None-Match", "*"));
    refused(S3Error.NOT_IMPLEMENTED, () -> copy(SSE_S3, "If-Match", "\"any\""));
    assertThat(s3.store.has("box/copy")).isFalse();
    copy(PLAINTEXT, "If-None-Match", "*"); // ends with a PUT
    assertThat(s3.store.has("box/copy")).isTrue();
  }

  @Test
  void makesNoCopyOfASourceThatIsReplacedMeanwhile() {
    for (StoredForm to : StoredForm.values()) {
      s3.put("/box/source", BODY, SSE_KMS.asked());
      s3.store.before(
          request -> request.headers().contains("x-amz-copy-source") || isWholeRead(request),
          () -> s3.store.put("box/source", new HeaderList(), new byte[200_448]));
      assertThatThrownBy(
              () -> s3.put(to.path("copy"), NOTHING, SSE_KMS.copied("source", to.asked())))
          .isInstanceOf(BackendException.class);
      assertThat(s3.store.has(to.path("copy").substring(1))).isFalse();
    }
  }

  @Test
  void asksNoStoreToCopyThatWouldCopyWhateverIsThere() {
    s3.put("/box/source", BODY, SSE_KMS.asked());
    s3.supports.put(Capability.MATCHING_COPY_SOURCE, Support.IGNORED);
    refused(S3Error.NOT_IMPLEMENTED, () -> copy(SSE_KMS));
    assertThat(s3.store.has("box/copy")).isFalse();
  }

  @Test
  void survivesTheLossOfAnAnswerAtEachStep() {
    upload(SSE_S3, UploadFixture.random(UploadFixture.LEAST_PART_BYTES), BODY);
    byte[] whole = s3.get("/box/source").body();
    Predicate<BackendRequest> record =
        request -> request.method().equals("PUT") && request.key().startsWith("completed/");
    Predicate<BackendRequest> copy = request -> request.headers().contains("x-amz-copy-source");
    s3.store.breakBefore(record);
    assertThatThrownBy(() -> copy(SSE_S3)).isInstanceOf(BackendException.class);
    assertThat(s3.store.has("box/copy")).isFalse();
    s3.store.breakBefore(copy);
    assertThatThrownBy(() -> copy(SSE_S3)).isInstanceOf(BackendException.class);
    assertThat(s3.store.has("box/copy")).isFalse();
    s3.store.breakAfter(copy);
    assertThatThrownBy(() -> copy(SSE_S3)).isInstanceOf(BackendException.class);
    assertThat(s3.replica().get("/box/copy").body()).isEqualTo(whole);
    copy(SSE_S3);
    assertThat(s3.replica().get("/box/copy").body()).isEqualTo(whole);
    s3.send("DELETE", "/box/source", NOTHING);
    assertThat(s3.replica().get("/box/copy").body()).isEqualTo(whole);
  }

  @Test
  void findsNoSourceThatIsNotThere() {
    refused(
        S3Error.NO_SUCH_KEY,
        () -> s3.put("/box/copy", NOTHING, "x-amz-copy-source", "/box/absent"));
  }

  private void upload(StoredForm form, byte[]... parts) {
    UploadFixture upload = UploadFixture.create(s3, form.path("source"), form.asked());
    List<UploadFixture.Sent> sent = new ArrayList<>();
    for (byte[] part : parts) {
      sent.add(upload.send(s3, sent.size() + 1, part));
    }
    upload.complete(s3, sent);
  }

  private S3Response copy(StoredForm from, String... more) {
    return s3.put("/box/copy", NOTHING, from.copied("source", more));
  }

  private static boolean isWholeRead(BackendRequest request) {
    return request.method().equals("GET") && request.headers().first("Range") == null;
  }

  private static String[] and(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  private static void refused(S3Error error, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  private static void refused(S3Error error, String message, ThrowingCallable request) {
    refused(error, request);
    assertThatThrownBy(request).hasMessage(message);
  }
}
