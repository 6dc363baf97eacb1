package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.Store;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What real stores make of the checksums that accompany stored bytes. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IntegrityTest {

  /** Held in memory, streamed in one chunk, streamed in several. */
  private static final int[] SIZES = {0, 1000, 100_000, 262_144, 3_000_000};

  @Parameter Store store;
  private SealgateServer server;
  private Bucket bucket;
  private Bucket direct;

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    bucket = Bucket.create(server.s3(), "integrity");
    direct = bucket.by(server.direct());
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
  }

  @Test
  void theStoreKeepsTheChecksumOfWhatItStores() {
    for (int size : SIZES) {
      bucket.put(bucket.putting("object"), Bodies.ofLength(size));
      HeadObjectResponse head =
          direct.head(direct.heading("object").checksumMode(ChecksumMode.ENABLED));
      if (store == Store.MINIO) { // the other one does not show any
        assertThat(head.checksumCRC32C()).isEqualTo(crc32c(direct.get("object")));
      }
      assertThat(bucket.get("object")).isEqualTo(Bodies.ofLength(size));
    }
  }

  @Test
  void theFramingOfTheTransferIsNoneOfTheObject() {
    for (int size : SIZES) {
      for (@Nullable String encoding : new @Nullable String[] {null, "gzip", "gzip,br"}) {
        bucket.put(bucket.putting("object").contentEncoding(encoding), Bodies.ofLength(size));
        for (Bucket asked : new Bucket[] {direct, bucket}) {
          assertThat(codings(asked)).isEqualTo(encoding);
        }
      }
    }
  }

  @Test
  void clientsSeeNoChecksumOfStoredBytes() {
    bucket.put(bucket.putting("object"), Bodies.ofLength(100_000));
    HeadObjectResponse head =
        bucket.head(bucket.heading("object").checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumCRC32C()).isNull();
  }

  /** The object's Content-Encoding; each store has its own way with white space. */
  private static @Nullable String codings(Bucket asked) {
    String encoding = asked.head(asked.heading("object")).contentEncoding();
    return encoding == null ? null : encoding.replace(" ", "");
  }

  private static String crc32c(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
