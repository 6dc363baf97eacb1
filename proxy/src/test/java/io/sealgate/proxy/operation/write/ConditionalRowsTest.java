package io.sealgate.proxy.operation.write;

import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.md5;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of DeleteObjects whose condition cannot be held says so, and the others are deleted. */
final class ConditionalRowsTest {

  private static final byte[] BODY = random(100_000);

  @AutoClose private final OperationFixture s3;

  @SuppressWarnings("NullAway.Init") // by store()
  private String bad;

  @SuppressWarnings("NullAway.Init") // by store()
  private String good;

  ConditionalRowsTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @BeforeEach
  void store() {
    bad = tag(s3.put("/box/bad", BODY, SSE, "AES256"));
    good = tag(s3.put("/box/good", BODY, SSE, "aws:kms"));
  }

  @Test
  void namesTheObjectThatDoesNotVerify() {
    byte[] stored = s3.store.get("box/bad").bytes();
    stored[stored.length - 1] ^= 1; // the facts, where the MD5 is
    try (OperationFixture cold = s3.replica()) {
      assertOnlyBadIsLeft(delete(cold), "InternalError");
      assertThat(cold.meters.get("sealgate.integrity.failures").counters())
          .extracting(Counter::count)
          .filteredOn(count -> count > 0)
          .containsExactly(1.0);
    }
  }

  @Test
  void namesTheObjectWhoseMetadataIsNoEnvelope() {
    s3.store.get("box/bad").headers().set("x-amz-meta-sealgate", "hello");
    assertOnlyBadIsLeft(delete(s3), "InternalError");
  }

  @Test
  void namesTheObjectWhoseKeyCannotBeHad() {
    s3.disableServiceKey();
    try (OperationFixture cold = s3.replica()) {
      assertOnlyBadIsLeft(delete(cold), "KMS.DisabledException");
    }
  }

  @Test
  void namesTheObjectOfWhichTheStoreSaidNothing() {
    s3.store.breakBefore(ConditionalRowsTest::deletesBad);
    assertOnlyBadIsLeft(delete(s3), "ServiceUnavailable");
  }

  private void assertOnlyBadIsLeft(S3Response answer, String code) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("<Error><Key>bad</Key><Code>" + code + "</Code>")
        .contains("<Deleted><Key>good</Key></Deleted>");
    assertThat(s3.store.names("box/")).containsExactly("box/bad");
  }

  private S3Response delete(OperationFixture proxy) {
    byte[] document =
        ("<Delete>" + row("bad", bad) + row("good", good) + "</Delete>")
            .getBytes(StandardCharsets.UTF_8);
    return proxy.send(
        "POST",
        "/box?delete",
        document,
        "Content-MD5",
        Base64.getEncoder().encodeToString(md5(document)));
  }

  private static boolean deletesBad(BackendRequest request) {
    return request.method().equals("DELETE") && request.key().equals("bad");
  }

  private static String row(String key, String tag) {
    return "<Object><Key>" + key + "</Key><ETag>" + tag + "</ETag></Object>";
  }

  private static String tag(S3Response response) {
    return String.valueOf(response.headers().first("ETag"));
  }
}
