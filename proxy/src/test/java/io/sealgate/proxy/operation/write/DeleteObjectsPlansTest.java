package io.sealgate.proxy.operation.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deletes of many objects at once, against a store in memory. */
final class DeleteObjectsPlansTest {

  @SuppressWarnings("NullAway.Init") // by JUnit
  @TempDir
  private Path folder;

  @SuppressWarnings("NullAway.Init") // by start()
  private OperationFixture s3;

  @BeforeEach
  void start() {
    s3 = new OperationFixture(folder);
  }

  @AfterEach
  void stop() {
    s3.close();
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

  private S3Response delete(String row, int count) {
    String rows = row.repeat(count);
    byte[] body = ("<Delete>" + rows + "</Delete>").getBytes(StandardCharsets.UTF_8);
    return s3.send("POST", "/box?delete", body, "Content-MD5", md5(body));
  }

  private static String text(S3Response answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String md5(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
