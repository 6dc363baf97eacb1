package io.sealgate.proxy.operation.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store refuses because of what the client asked for. */
final class StoreRefusalsTest {

  @AutoClose private final OperationFixture s3;

  StoreRefusalsTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @Test
  void namesTheVersionThatIsNone() {
    for (String[] request :
        new String[][] {
          {"HEAD", "/box/k?versionId=abc"},
          {"GET", "/box/k?attributes&versionId=abc", "x-amz-object-attributes", "ETag"},
          {"PUT", "/box/c", "x-amz-copy-source", "/box/k?versionId=abc"}
        }) {
      next("HEAD", "");
      String[] headers = Arrays.copyOfRange(request, 2, request.length);
      refused(
          S3Error.INVALID_ARGUMENT,
          "Invalid version id specified",
          () -> s3.send(request[0], request[1], new byte[0], headers));
    }
  }

  @Test
  void takesOnlyMinIosWordForALockForOne() {
    next("DELETE", "<Error><Code>InvalidRequest</Code></Error>");
    refused(
        S3Error.ACCESS_DENIED,
        "Access Denied because object protected by object lock.",
        () -> s3.send("DELETE", "/box/k", new byte[0]));
    next("DELETE", "<Error><Code>Unknown</Code><Message>Not so.</Message></Error>");
    refused(S3Error.INVALID_REQUEST, "Not so.", () -> s3.send("DELETE", "/box/k", new byte[0]));
  }

  @Test
  void passesOnWhatIsWrongWithTags() {
    next("PUT", "<Error><Code>BadRequest</Code><Message>Too many tags</Message></Error>");
    refused(S3Error.BAD_REQUEST, "Too many tags", () -> s3.put("/box/k", new byte[9]));
  }

  /** What MinIO answers, which leaves an empty element for each key that it cannot keep. */
  @Test
  void deletesTheOthersBesideAnImpossibleKey() throws Exception {
    s3.store.answerInstead(
        request -> request.method().equals("POST"),
        200,
        "<DeleteResult><Deleted><Key>good</Key></Deleted><Deleted></Deleted><Error>"
            + "<Code>XMinioInvalidObjectName</Code><Message>Unsupported.</Message>"
            + "<Key>a//b</Key><VersionId></VersionId></Error></DeleteResult>");
    byte[] request =
        "<Delete><Object><Key>good</Key></Object><Object><Key>a//b</Key></Object></Delete>"
            .getBytes(StandardCharsets.UTF_8);
    byte[] md5 = MessageDigest.getInstance("MD5").digest(request);
    S3Response answer =
        s3.send(
            "POST", "/box?delete", request, "Content-MD5", Base64.getEncoder().encodeToString(md5));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains(
            "<Deleted><Key>good</Key></Deleted>",
            "<Error><Key>a//b</Key><Code>InvalidArgument</Code><Message>The storage behind this"
                + " server does not take such a key.</Message></Error>")
        .doesNotContain("<Deleted></Deleted>", "<Deleted/>");
  }

  private void next(String method, String document) {
    s3.store.answerInstead(request -> request.method().equals(method), 400, document);
  }

  private static void refused(S3Error error, String message, ThrowingCallable request) {
    assertThatThrownBy(request)
        .hasMessage(message)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }
}
