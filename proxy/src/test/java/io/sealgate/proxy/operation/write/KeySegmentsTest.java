package io.sealgate.proxy.operation.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.Support;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.route.PercentEncoding;
import io.sealgate.s3.xml.InitiateMultipartUploadResult;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Keys with segments that mean nothing, or one folder up, to stores that keep files. */
final class KeySegmentsTest {

  private static final byte[] BODY = "body".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "other".getBytes(StandardCharsets.UTF_8);

  @AutoClose private final OperationFixture s3;

  KeySegmentsTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./secret/x",
        "secret/./x",
        "secret//x",
        "open/../secret/x",
        "secret/x/.",
        "secret/x/y/..",
        "secret/x//",
        "//secret/x",
        ".",
        "a/./b/x"
      })
  void areRefusedWhereTheStoreWouldTakeThemForOthers(String key) {
    s3.put("/box/secret/x", BODY);
    s3.supports.put(Capability.KEY_SEGMENTS, Support.IGNORED);
    s3.store.takeRequests();
    String path = "/box/" + key;
    refused(() -> s3.put(path, OTHER));
    refused(() -> s3.get(path));
    refused(() -> s3.head(path));
    refused(() -> s3.send("DELETE", path, new byte[0]));
    refused(() -> s3.send("POST", path + "?uploads", new byte[0]));
    refused(() -> s3.put(path + "?partNumber=1&uploadId=u", OTHER));
    refused(() -> s3.get(path + "?uploadId=u"));
    refused(() -> s3.send("POST", path + "?uploadId=u", OTHER));
    refused(() -> s3.send("DELETE", path + "?uploadId=u", new byte[0]));
    refused(() -> s3.get(path + "?tagging"));
    refused(() -> s3.put(path, new byte[0], "x-amz-copy-source", "box/secret/x"));
    refused(() -> s3.put("/box/copy", new byte[0], "x-amz-copy-source", "box/" + key));
    assertThat(s3.store.takeRequests()).isEmpty();
  }

  @Test
  void areRefusedOfTheSourceOfAPart() {
    String upload =
        PercentEncoding.encodeQuery(
            InitiateMultipartUploadResult.parseUploadId(
                s3.send("POST", "/box/copy?uploads", new byte[0]).body()));
    s3.supports.put(Capability.KEY_SEGMENTS, Support.IGNORED);
    s3.put("/box/secret/x", BODY);
    String part = "/box/copy?partNumber=1&uploadId=" + upload;
    refused(() -> s3.put(part, new byte[0], "x-amz-copy-source", "box/secret//x"));
    s3.put(part, new byte[0], "x-amz-copy-source", "box/secret/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret/x", "secret/x/", ".x", "..x/.y./z..", "a.b/c", "...", "/x", "/"})
  void ofTheUsualKindAreKeysWhateverTheStore(String key) {
    s3.supports.put(Capability.KEY_SEGMENTS, Support.IGNORED);
    s3.put("/box/" + key, BODY);
    assertThat(s3.get("/box/" + key).body()).isEqualTo(BODY);
  }

  @Test
  void areKeysLikeAnyWhereTheStoreKeepsThemApart() {
    s3.put("/box/secret/x", BODY);
    s3.put("/box/secret//x", OTHER);
    s3.put("/box/./secret/x", OTHER);
    assertThat(s3.get("/box/secret/x").body()).isEqualTo(BODY);
    assertThat(s3.get("/box/secret//x").body()).isEqualTo(OTHER);
    assertThat(s3.store.names("box/"))
        .containsExactly("box/./secret/x", "box/secret//x", "box/secret/x");
  }

  /** As MinIO says of each that it is asked for; a DeleteObjects of several locks one up. */
  @Test
  void areInvalidWhereTheStoreRefusesThem() throws NoSuchAlgorithmException {
    s3.supports.put(Capability.KEY_SEGMENTS, Support.REFUSED);
    assertThatThrownBy(() -> s3.put("/box/secret//x", BODY))
        .hasMessage("The storage behind this server does not take such a key.")
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.error()).isEqualTo(S3Error.INVALID_ARGUMENT));
    assertThat(delete(List.of("secret/./x", "secret//x")))
        .contains("<Error><Key>secret/./x</Key><Code>InvalidArgument</Code>")
        .contains("<Error><Key>secret//x</Key><Code>InvalidArgument</Code>");
    assertThat(s3.store.takeRequests()).isEmpty();
  }

  @Test
  void areNotUsedBeforeItIsKnownWhatTheStoreMakesOfThem() {
    s3.supports.put(Capability.KEY_SEGMENTS, Support.UNKNOWN);
    assertThatThrownBy(() -> s3.put("/box/secret//x", BODY))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.error()).isEqualTo(S3Error.SERVICE_UNAVAILABLE));
  }

  @Test
  void areLeftOutOfADeletionOfMany() throws NoSuchAlgorithmException {
    s3.put("/box/k", BODY);
    s3.put("/box/secret/x", BODY);
    s3.supports.put(Capability.KEY_SEGMENTS, Support.IGNORED);
    String answer = delete(List.of("k", "secret/./x", "secret//x"));
    assertThat(answer)
        .contains("<Error><Key>secret/./x</Key><Code>NotImplemented</Code>")
        .contains("<Error><Key>secret//x</Key><Code>NotImplemented</Code>");
    assertThat(s3.store.names("box/")).containsExactly("box/secret/x");
  }

  private String delete(List<String> keys) throws NoSuchAlgorithmException {
    StringBuilder rows = new StringBuilder();
    for (String key : keys) {
      rows.append("<Object><Key>").append(key).append("</Key></Object>");
    }
    byte[] document = ("<Delete>" + rows + "</Delete>").getBytes(StandardCharsets.UTF_8);
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
