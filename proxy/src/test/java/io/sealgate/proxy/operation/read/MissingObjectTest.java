package io.sealgate.proxy.operation.read;

import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a HEAD, whose answer has no body, stands in for what the client asked. */
final class MissingObjectTest {

  private static final String[] ATTRIBUTES = {"x-amz-object-attributes", "ETag"};

  @AutoClose private final OperationFixture s3;

  MissingObjectTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"attributes", "partNumber=1"})
  void tellsAMissingBucketVersionAndKeyApart(String parameter) {
    String[] headers = parameter.equals("attributes") ? ATTRIBUTES : new String[0];
    s3.store.answerInstead(MissingObjectTest::looksAtABucket, 404, "");
    refused(() -> s3.get("/nowhere/k?" + parameter, headers), S3Error.NO_SUCH_BUCKET);
    refused(() -> s3.get("/box/k?" + parameter, headers), S3Error.NO_SUCH_KEY);
    refused(() -> s3.get("/box/k?" + parameter + "&versionId=1", headers), S3Error.NO_SUCH_VERSION);
  }

  @Test
  void asksNothingMoreForAHeadWhoseAnswerSaysNothingMore() {
    refused(() -> s3.head("/box/k"), S3Error.NO_SUCH_KEY);
    assertThat(s3.store.takeRequests()).hasSize(1);
  }

  @Test
  void tellsAMissingBucketOfAPartFromAMissingUpload() {
    String[] source = {"x-amz-copy-source", "/box/k"};
    String part = "/k?partNumber=1&uploadId=abc";
    s3.store.answerInstead(MissingObjectTest::looksAtABucket, 404, "");
    refused(() -> s3.put("/nowhere" + part, random(10)), S3Error.NO_SUCH_BUCKET);
    s3.store.answerInstead(MissingObjectTest::looksAtABucket, 404, "");
    refused(() -> s3.put("/nowhere" + part, new byte[0], source), S3Error.NO_SUCH_BUCKET);
    refused(() -> s3.put("/box" + part, random(10)), S3Error.NO_SUCH_UPLOAD);
    refused(() -> s3.put("/box" + part, new byte[0], source), S3Error.NO_SUCH_UPLOAD);
  }

  private static boolean looksAtABucket(BackendRequest request) {
    return request.method().equals("HEAD")
        && request.key().isEmpty()
        && request.bucket().equals("nowhere");
  }

  private static void refused(ThrowingCallable request, S3Error error) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }
}
