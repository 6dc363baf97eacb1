package io.sealgate.proxy.operation.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletes of many objects at once, against a store in memory. */
final class DeleteObjectsPlansTest {

  private static final String CRC32 = "x-amz-checksum-crc32";

  @AutoClose private final OperationFixture s3;

  DeleteObjectsPlansTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  /** The objects are gone by the time that the answer turns out to be long. */
  @Test
  void passesOnTheLongestAnswer() {
    String row = "<Deleted><Key>" + "&quot;".repeat(1024) + "</Key></Deleted>";
    s3.store.answerInstead(
        request -> request.method().equals("POST"),
        200,
        "<DeleteResult>" + row.repeat(1000) + "</DeleteResult>");
    S3Response answer = delete("<Object><Key>" + "&quot;".repeat(1024) + "</Key></Object>", 1000);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer)).contains(row);
  }

  @Test
  void deletesNothingOfWhichNoChecksumVouchesForTheKeys() {
    s3.put("/box/k", new byte[1]);
    s3.store.takeRequests();
    byte[] body = document("<Object><Key>k</Key></Object>");
    assertThatThrownBy(() -> s3.send("POST", "/box?delete", body))
        .hasMessage("Missing required header for this request: Content-MD5 OR x-amz-checksum-*")
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.error()).isEqualTo(S3Error.INVALID_REQUEST));
    assertThat(s3.store.takeRequests()).isEmpty();
  }

  @Test
  void acceptsAChecksumInAHeaderOrATrailerForAContentMd5() {
    byte[] body = document("<Object><Key>k</Key></Object>");
    String crc = crc32(body);
    s3.put("/box/k", new byte[1]);
    s3.send("POST", "/box?delete", body, CRC32, crc);
    assertThat(s3.store.has("box/k")).isFalse();

    s3.put("/box/k", new byte[1]);
    String framed =
        Integer.toHexString(body.length)
            + "\r\n"
            + new String(body, StandardCharsets.UTF_8)
            + "\r\n0\r\n"
            + CRC32
            + ":"
            + crc
            + "\r\n\r\n";
    s3.send(
        "POST",
        "/box?delete",
        framed.getBytes(StandardCharsets.UTF_8),
        "Content-Encoding",
        "aws-chunked",
        "x-amz-decoded-content-length",
        Integer.toString(body.length),
        "x-amz-trailer",
        CRC32);
    assertThat(s3.store.has("box/k")).isFalse();
  }

  /** Whoever normalises a path on its way would end up in another bucket. */
  @ParameterizedTest
  @ValueSource(strings = {"", "<ETag>&quot;etag-1&quot;</ETag>"})
  void refusesEachRowWhoseKeyNoRequestMayHave(String condition) {
    s3.store.put("box/k", new HeaderList(), new byte[1]);
    s3.store.put("other/x", new HeaderList(), new byte[1]);
    s3.store.takeRequests();
    String tooLong = "a".repeat(1025);
    S3Response answer =
        delete(
            row("../other/x", condition)
                + row("a/../../other/x", "<VersionId>v</VersionId>")
                + row("k", condition)
                + row(tooLong, ""),
            1);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer))
        .contains("<Error><Key>../other/x</Key><Code>InvalidURI</Code>")
        .contains(
            "<Error><Key>a/../../other/x</Key><VersionId>v</VersionId><Code>InvalidURI</Code>")
        .contains("<Error><Key>" + tooLong + "</Key><Code>KeyTooLongError</Code>");
    assertThat(s3.store.names("")).containsExactly("other/x");
    assertThat(s3.store.takeRequests())
        .allSatisfy(request -> {
          assertThat(request.key()).isIn("", "k");
          assertThat(new String(request.body(), StandardCharsets.UTF_8)).doesNotContain("other");
        });
  }

  @Test
  void asksNothingOfTheStoreWhereNoKeyIsValid() {
    S3Response answer = delete(row("../x", ""), 2);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer).split("<Code>InvalidURI</Code>", -1)).hasSize(3);
    assertThat(s3.store.takeRequests()).isEmpty();
  }

  private static String row(String key, String more) {
    return "<Object><Key>" + key + "</Key>" + more + "</Object>";
  }

  private S3Response delete(String row, int count) {
    byte[] body = document(row.repeat(count));
    return s3.send("POST", "/box?delete", body, "Content-MD5", md5(body));
  }

  private static byte[] document(String rows) {
    return ("<Delete>" + rows + "</Delete>").getBytes(StandardCharsets.UTF_8);
  }

  private static String text(S3Response answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String crc32(byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static String md5(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
