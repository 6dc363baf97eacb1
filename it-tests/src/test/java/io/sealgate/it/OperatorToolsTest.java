package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.StoredObject;
import io.sealgate.proxy.start.OperatorTools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What an operator does with stored objects when no server runs. */
final class OperatorToolsTest {

  private static final String SYSTEM_BUCKET = "sealgate-system";
  private static final int PART_BYTES = MultipartUpload.SHORTEST_PART_BYTES;

  private final OperatorTools tools = new OperatorTools();

  @Test
  void inspectsAndDecryptsAnObjectEvenWhenItsRecordIsLost() throws IOException {
    byte[] body = Bodies.ofLength(2 * PART_BYTES + 77_777);
    try (SealgateServer server = SealgateServer.start(Store.MINIO.backend())) {
      Bucket bucket = Bucket.create(server.s3(), "operators-tools");
      upload(bucket, body);
      bucket.put("single", SseMode.DSSE_KMS, body);
      server.drain();
      server.awaitStop();

      StoredObject multipart = new StoredObject(bucket.name(), "multipart", null, null);
      String description = inspected(server, multipart);
      assertThat(description)
          .contains("mode: SSE_KMS")
          .contains("parts: 3")
          .contains("plaintext bytes: " + body.length);
      assertThat(decrypted(server, multipart, false)).isEqualTo(body);
      StoredObject single = new StoredObject(bucket.name(), "single", null, null);
      assertThat(decrypted(server, single, false)).isEqualTo(body);

      loseRecords(server.direct(), recordId(description));
      assertThatThrownBy(() -> decrypted(server, multipart, false))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("RECORD");
      assertThat(decrypted(server, multipart, true)).isEqualTo(body);
      bucket.by(server.direct()).empty();
    }
  }

  private String inspected(SealgateServer server, StoredObject object) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tools.inspect(server.config(), object, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private byte[] decrypted(SealgateServer server, StoredObject object, boolean recover)
      throws IOException {
    ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
    tools.decrypt(server.config(), object, recover, plaintext);
    return plaintext.toByteArray();
  }

  private static void upload(Bucket bucket, byte[] body) {
    MultipartUpload upload = MultipartUpload.create(bucket, "multipart", SseMode.SSE_KMS);
    for (int i = 0; i * PART_BYTES < body.length; i++) {
      int end = Math.min(body.length, (i + 1) * PART_BYTES);
      upload.part(i + 1, Arrays.copyOfRange(body, i * PART_BYTES, end));
    }
    upload.complete();
  }

  private static String recordId(String description) {
    String mark = "multipart, record ";
    int start = description.indexOf(mark) + mark.length();
    return description.substring(start, description.indexOf(System.lineSeparator(), start));
  }

  private static void loseRecords(S3Client direct, String id) {
    for (S3Object record :
        direct
            .listObjectsV2(list -> list.bucket(SYSTEM_BUCKET).prefix("completed/" + id + "/"))
            .contents()) {
      direct.deleteObject(delete -> delete.bucket(SYSTEM_BUCKET).key(record.key()));
    }
  }
}
