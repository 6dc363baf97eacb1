package io.sealgate.proxy.operation.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.kms.KmsException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects whose encryption changes where they are. */
final class UpdateObjectEncryptionTest {

  private static final byte[] BODY = UploadFixture.random(200_000);
  private static final String KEY_ID = UploadFixture.SSE + "-aws-kms-key-id";

  @AutoClose private final OperationFixture s3;

  private final String keyArn;

  UpdateObjectEncryptionTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
    keyArn =
        String.valueOf(
            s3.put("/box/any", BODY, StoredForm.SSE_KMS.asked()).headers().first(KEY_ID));
  }

  @ParameterizedTest
  @EnumSource(names = {"SSE_S3", "SSE_KMS"})
  void sealsTheSecretAnewAndLeavesEverythingElseAsItIs(StoredForm form) {
    s3.put(
        "/box/k",
        BODY,
        form.asked(
            "Content-Type",
            "text/plain",
            "x-amz-meta-colour",
            "blue",
            "x-amz-tagging",
            "a=1",
            "x-amz-storage-class",
            "STANDARD_IA",
            "x-amz-object-lock-legal-hold",
            "ON",
            "x-amz-website-redirect-location",
            "/elsewhere"));
    byte[] stored = s3.store.get("box/k").bytes();
    s3.store.takeRequests();
    S3Response answer = update("/box/k?encryption", document(keyArn, true));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(s3.store.takeRequests())
        .noneMatch(request -> request.body().length > 0 || isWholeRead(request));
    assertThat(s3.store.get("box/k").bytes()).isEqualTo(stored);
    assertThat(s3.store.get("box/k").headers().first("x-amz-tagging")).isEqualTo("a=1");
    S3Response read = s3.get("/box/k");
    assertThat(read.body()).isEqualTo(BODY);
    assertThat(read.headers().first(KEY_ID)).isEqualTo(keyArn);
    assertThat(read.headers().first(UploadFixture.SSE + "-bucket-key-enabled")).isEqualTo("true");
    assertThat(read.headers().first("Content-Type")).isEqualTo("text/plain");
    assertThat(read.headers().first("x-amz-meta-colour")).isEqualTo("blue");
    assertThat(read.headers().first("x-amz-storage-class")).isEqualTo("STANDARD_IA");
    assertThat(read.headers().first("x-amz-object-lock-legal-hold")).isEqualTo("ON");
    assertThat(read.headers().first("x-amz-website-redirect-location")).isEqualTo("/elsewhere");
  }

  @Test
  void updatesMultipartObjectsWithTheirParts() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k");
    byte[] first = UploadFixture.random(UploadFixture.LEAST_PART_BYTES);
    upload.complete(s3, List.of(upload.send(s3, 1, first), upload.send(s3, 3, BODY)));
    update("/box/k?encryption", document(keyArn, false));
    assertThat(s3.get("/box/k?partNumber=3").body()).isEqualTo(BODY);
    assertThat(s3.replica().get("/box/k?partNumber=1").body()).isEqualTo(first);
    assertThat(s3.head("/box/k").headers().first(UploadFixture.SSE)).isEqualTo("aws:kms");
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAINTEXT", "DSSE_KMS"})
  void refusesWhatAwsUpdatesNot(StoredForm form) {
    s3.put(form.path("k"), BODY, form.asked());
    refused(
        S3Error.INVALID_REQUEST,
        () -> update(form.path("k") + "?encryption", document(keyArn, false)));
  }

  @Test
  void refusesObjectsOfCustomersKeys() {
    s3.put("/box/k", BODY, StoredForm.SSE_C.asked());
    refused(S3Error.INVALID_REQUEST, () -> update("/box/k?encryption", document(keyArn, false)));
    assertThat(s3.get("/box/k", StoredForm.SSE_C.reading()).body()).isEqualTo(BODY);
  }

  @Test
  void takesFullKeyArnsAndChecksumsOnly() {
    s3.put("/box/k", BODY);
    refused(
        S3Error.INVALID_ARGUMENT,
        () -> update("/box/k?encryption", document("alias/sealgate", false)));
    byte[] absent = document(keyArn.substring(0, keyArn.lastIndexOf('/')) + "/absent", false);
    assertThatThrownBy(() -> update("/box/k?encryption", absent)).isInstanceOf(KmsException.class);
    refused(S3Error.INVALID_REQUEST, () -> s3.put("/box/k?encryption", document(keyArn, false)));
    refused(S3Error.NO_SUCH_KEY, () -> update("/box/absent?encryption", document(keyArn, false)));
    assertThat(s3.head("/box/k").headers().first(UploadFixture.SSE)).isEqualTo("AES256");
  }

  private S3Response update(String path, byte[] document) {
    return s3.put(path, document, "Content-MD5", md5(document));
  }

  private static byte[] document(String keyArn, boolean bucketKey) {
    return ("<ObjectEncryption><SSE-KMS><KMSKeyArn>"
            + keyArn
            + "</KMSKeyArn><BucketKeyEnabled>"
            + bucketKey
            + "</BucketKeyEnabled></SSE-KMS></ObjectEncryption>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isWholeRead(BackendRequest request) {
    return request.method().equals("GET") && request.headers().first("Range") == null;
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static void refused(S3Error error, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }
}
