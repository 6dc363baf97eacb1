package io.sealgate.proxy.operation.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.Support;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that begin with a slash, which some stores drop. */
final class LeadingSlashTest {

  private static final byte[] BODY = "body".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "other".getBytes(StandardCharsets.UTF_8);

  @AutoClose private final OperationFixture s3;

  LeadingSlashTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @Test
  void areKeysLikeAnyWhereTheStoreKeepsTheSlash() throws NoSuchAlgorithmException {
    s3.put("/box/k", BODY);
    s3.put("/box//k", OTHER);
    assertThat(s3.get("/box/k").body()).isEqualTo(BODY);
    assertThat(s3.get("/box//k").body()).isEqualTo(OTHER);
    s3.put("/box/copy", new byte[0], "x-amz-copy-source", "box//k");
    assertThat(s3.get("/box/copy").body()).isEqualTo(OTHER);
    assertThat(deleteBoth()).doesNotContain("<Error>");
    assertThat(s3.store.has("box/k")).isFalse();
  }

  @Test
  void areRefusedWhereTheStoreWouldTakeThemForOthers() {
    s3.put("/box/k", BODY);
    s3.supports.put(Capability.LEADING_SLASH, Support.IGNORED);
    s3.store.takeRequests();
    refused(() -> s3.put("/box//k", OTHER));
    refused(() -> s3.get("/box//k"));
    refused(() -> s3.head("/box//k"));
    refused(() -> s3.send("DELETE", "/box//k", new byte[0]));
    refused(() -> s3.send("POST", "/box//k?uploads", new byte[0]));
    refused(() -> s3.get("/box//k?tagging"));
    refused(() -> s3.put("/box/copy", new byte[0], "x-amz-copy-source", "box//k"));
    assertThat(s3.store.takeRequests()).isEmpty();
  }

  @Test
  void areLeftOutOfADeletionOfMany() throws NoSuchAlgorithmException {
    s3.put("/box/k", BODY);
    s3.supports.put(Capability.LEADING_SLASH, Support.IGNORED);
    assertThat(deleteBoth()).contains("<Error><Key>/k</Key><Code>NotImplemented</Code>");
    assertThat(s3.store.has("box/k")).isFalse();
  }

  private String deleteBoth() throws NoSuchAlgorithmException {
    byte[] document =
        "<Delete><Object><Key>k</Key></Object><Object><Key>/k</Key></Object></Delete>"
            .getBytes(StandardCharsets.UTF_8);
    String md5 =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(document));
    S3Response answer = s3.send("POST", "/box?delete", document, "Content-MD5", md5);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static void refused(ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.error()).isEqualTo(S3Error.NOT_IMPLEMENTED));
  }
}
