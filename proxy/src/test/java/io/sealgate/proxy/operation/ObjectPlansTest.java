package io.sealgate.proxy.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.multipart.UploadFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ObjectPlansTest {

  private static final String SSE = "x-amz-server-side-encryption";
  private static final String CRC32 = "x-amz-checksum-crc32";
  private static final String CRC64 = "x-amz-checksum-crc64nvme";
  private static final String MD5 = "x-amz-checksum-md5";
  private static final byte[] LARGE = random(200_000);

  @AutoClose private final OperationFixture s3;

  ObjectPlansTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @Test
  void readsAColdRangeOfASealedObjectWithOneRequest() {
    s3.put("/box/k", LARGE, SSE, "aws:kms");
    s3.store.takeRequests();
    S3Response answer = s3.get("/box/k", "Range", "bytes=70000-70009");
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(LARGE, 70_000, 70_010));
    assertThat(answer.headers().first("Content-Range")).isEqualTo("bytes 70000-70009/200000");
    assertThat(s3.store.takeRequests()).hasSize(1);
  }

  @Test
  void repeatsAWrongGuessOnceExactlyAndPinned() {
    for (String mode : new String[] {"aws:kms:dsse", "none"}) {
      String path = mode.equals("none") ? "/clear/k" : "/box/k";
      s3.put(path, LARGE, mode.equals("none") ? new String[0] : new String[] {SSE, mode});
      s3.store.takeRequests();
      S3Response answer = s3.get(path, "Range", "bytes=131000-131999");
      assertThat(answer.body()).as(mode).isEqualTo(Arrays.copyOfRange(LARGE, 131_000, 132_000));
      var requests = s3.store.takeRequests();
      assertThat(requests).as(mode).hasSize(2);
      assertThat(requests.getLast().headers().first("If-Match")).as(mode).startsWith("\"etag-");
    }
  }

  @Test
  void answersSuffixAndOpenRanges() {
    for (String mode : new String[] {"AES256", "aws:kms", "aws:kms:dsse"}) {
      s3.put("/box/k", LARGE, SSE, mode);
      assertThat(s3.get("/box/k", "Range", "bytes=-7").body())
          .as(mode)
          .isEqualTo(Arrays.copyOfRange(LARGE, 199_993, 200_000));
      assertThat(s3.get("/box/k", "Range", "bytes=199990-").body())
          .as(mode)
          .isEqualTo(Arrays.copyOfRange(LARGE, 199_990, 200_000));
      assertThat(s3.get("/box/k", "Range", "bytes=0-").body()).as(mode).isEqualTo(LARGE);
    }
  }

  @Test
  void refusesARangeBeyondTheEndInPlaintextTerms() {
    s3.put("/box/k", new byte[100], SSE, "aws:kms");
    for (String range : new String[] {"bytes=100-", "bytes=500-600", "bytes=9999999-"}) {
      assertThatThrownBy(() -> s3.get("/box/k", "Range", range))
          .isInstanceOfSatisfying(
              S3Exception.class,
              refused -> {
                assertThat(refused.error()).isEqualTo(S3Error.INVALID_RANGE);
                assertThat(refused.details()).containsEntry("ActualObjectSize", "100");
              });
    }
  }

  @Test
  void findsAPlaintextRangeThatLiesBeforeTheGuess() {
    s3.put("/clear/k", new byte[] {1, 2, 3, 4}, new String[0]);
    assertThat(s3.get("/clear/k", "Range", "bytes=1-2").body()).containsExactly(2, 3);
  }

  @Test
  void answersMinIosEmptySuffixRange() {
    s3.put("/clear/k", new byte[0]);
    assertThatThrownBy(() -> s3.get("/clear/k", "Range", "bytes=-5"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.error()).isEqualTo(S3Error.INVALID_RANGE));
  }

  @Test
  void showsTheMd5OfTheBodyAsTheETagOfSseS3Everywhere() throws Exception {
    for (byte[] body : new byte[][] {new byte[0], random(1000), LARGE}) {
      String md5 =
          '"' + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body)) + '"';
      assertThat(s3.put("/box/k", body, SSE, "AES256").headers().first("ETag")).isEqualTo(md5);
      assertThat(s3.head("/box/k").headers().first("ETag")).isEqualTo(md5);
      assertThat(s3.get("/box/k").headers().first("ETag")).isEqualTo(md5);
    }
  }

  /** Nothing keeps a checksum that nobody asked for where there is no envelope. */
  @Test
  void namesAChecksumUnaskedOnlyWhereItIsKept() {
    for (byte[] body : new byte[][] {new byte[0], random(1000), LARGE}) {
      assertThat(s3.put("/box/k", body, SSE, "aws:kms").headers().first(CRC64)).isNotNull();
      assertThat(s3.put("/clear/k", body).headers().first(CRC64)).isNull();
    }
  }

  /** A promise is held in any case: {@code 6K+YDQ==} is the CRC32 of another body. */
  @Test
  void holdsAPromisedChecksumWhereNothingIsSealed() {
    for (byte[] body : new byte[][] {random(1000), LARGE}) {
      CRC32 crc = new CRC32();
      crc.update(body);
      String value =
          Base64.getEncoder()
              .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
      assertThat(s3.put("/clear/k", body, CRC32, value).headers().first(CRC32)).isEqualTo(value);
      assertThatThrownBy(() -> s3.put("/clear/other", body, CRC32, "6K+YDQ=="))
          .isInstanceOfSatisfying(
              S3Exception.class,
              refused -> assertThat(refused.error()).isEqualTo(S3Error.BAD_DIGEST));
      assertThat(s3.store.has("clear/other")).isFalse();
    }
  }

  /** Content-MD5 is of the request; x-amz-checksum-md5, with the same value, of the object. */
  @Test
  void showsAnMd5AsAChecksumOnlyIfItIsPromisedAsOne() {
    for (byte[] body : new byte[][] {random(1000), LARGE}) {
      String md5 = Base64.getEncoder().encodeToString(UploadFixture.md5(body));
      for (String path : new String[] {"/clear/k", "/box/k"}) {
        assertThat(s3.put(path, body, "Content-MD5", md5).headers().first(MD5)).isNull();
        assertThat(s3.put(path, body, MD5, md5).headers().first(MD5)).isEqualTo(md5);
      }
    }
  }

  @Test
  void keepsTheFactsOfASmallObjectInItsEnvelope() {
    s3.put("/box/small", random(1000), SSE, "AES256");
    s3.put("/box/large", LARGE, SSE, "AES256");
    s3.store.takeRequests();
    s3.head("/box/small");
    assertThat(s3.store.takeRequests()).hasSize(1);
    s3.head("/box/large");
    assertThat(s3.store.takeRequests()).as("the head, then the tail").hasSize(2);
    s3.head("/box/large");
    assertThat(s3.store.takeRequests()).as("what was learnt is kept").hasSize(1);
  }

  @Test
  void asksNoKeyForTheHeadOfAnSseKmsObject() {
    s3.put("/box/k", LARGE, SSE, "aws:kms");
    s3.cache.close();
    long before = s3.keyLoads();
    S3Response head = s3.head("/box/k");
    assertThat(head.headers().first("Content-Length")).isEqualTo("200000");
    assertThat(head.headers().first(SSE)).isEqualTo("aws:kms");
    assertThat(s3.keyLoads()).isEqualTo(before);
  }

  @Test
  void storesNothingOfTheClientsButItsMetadataAndTheEnvelope() {
    s3.put("/box/k", LARGE, SSE, "aws:kms", "Content-Type", "text/x", "x-amz-meta-colour", "red");
    HeaderList stored = s3.store.get("box/k").headers();
    assertThat(stored.first("x-amz-meta-sealgate")).isNotNull();
    assertThat(stored.first("Content-Type")).isEqualTo("text/x");
    assertThat(stored.first("x-amz-meta-colour")).isEqualTo("red");
    assertThat(stored.first(SSE)).isNull();
    S3Response answer = s3.get("/box/k");
    assertThat(answer.headers().first("x-amz-meta-sealgate")).isNull();
    assertThat(answer.headers().first("x-amz-meta-colour")).isEqualTo("red");
  }

  @Test
  void neverTakesAnEmptyVersionForTheCurrentOne() {
    s3.put("/box/k", LARGE, SSE, "aws:kms");
    s3.store.takeRequests();
    for (String method : new String[] {"GET", "HEAD", "DELETE"}) {
      assertThatThrownBy(() -> s3.send(method, "/box/k?versionId=", new byte[0]))
          .isInstanceOfSatisfying(
              S3Exception.class,
              refused -> assertThat(refused.error()).isEqualTo(S3Error.INVALID_ARGUMENT));
    }
    assertThat(s3.store.takeRequests()).isEmpty();
  }

  @Test
  void refusesABodyThatTheStoreCouldNotHoldBeforeItIsRead() {
    for (String mode : new String[] {"AES256", "aws:kms:dsse"}) {
      for (long lengthBytes : new long[] {5L << 30, 100_000_000_000_000_000L}) {
        assertThatThrownBy(() -> s3.sendDeclaring("/box/k", lengthBytes, SSE, mode))
            .isInstanceOfSatisfying(
                S3Exception.class,
                refused -> {
                  assertThat(refused.error()).isEqualTo(S3Error.ENTITY_TOO_LARGE);
                  assertThat(refused.details())
                      .containsEntry("ProposedSize", Long.toString(lengthBytes));
                });
      }
    }
  }

  @Test
  void refusesMetadataThatLeavesNoRoomForTheEnvelope() {
    assertThatThrownBy(
            () -> s3.put("/box/k", LARGE, SSE, "aws:kms", "x-amz-meta-long", "x".repeat(1900)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.error()).isEqualTo(S3Error.METADATA_TOO_LARGE));
    assertThat(s3.store.has("box/k")).isFalse();
  }

  @Test
  void keepsTheServiceKeyFromSseKms() {
    assertThatThrownBy(() ->
            s3.put(
                "/box/k",
                new byte[1],
                SSE,
                "aws:kms",
                "x-amz-server-side-encryption-aws-kms-key-id",
                OperationFixture.SERVICE_KEY))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.error()).isEqualTo(S3Error.ACCESS_DENIED));
  }

  @Test
  void refusesASealedBodyWithoutItsEnvelope() {
    s3.put("/box/k", LARGE, SSE, "aws:kms");
    s3.store.put("box/k", new HeaderList(), s3.store.get("box/k").bytes());
    assertThatThrownBy(() -> s3.get("/box/k")).isInstanceOf(IntegrityException.class);
  }

  @Test
  void refusesTheEnvelopeOfAnotherObject() {
    s3.put(
        "/box/k", LARGE, SSE, "aws:kms", "x-amz-server-side-encryption-bucket-key-enabled", "true");
    MemoryStore.Item original = s3.store.get("box/k");
    s3.store.put("box/other", original.headers(), original.bytes());
    assertThatThrownBy(() -> s3.get("/box/other")).isInstanceOf(IntegrityException.class);
  }

  @Test
  void deniesPlaintextWhereOnlySealedObjectsMayBeRead() {
    s3.store.put("sealed-1/k", new HeaderList(), new byte[] {1});
    s3.store.put("box/k", new HeaderList(), new byte[] {1});
    assertThatThrownBy(() -> s3.get("/sealed-1/k"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.error()).isEqualTo(S3Error.ACCESS_DENIED));
    assertThat(s3.get("/box/k").body()).containsExactly(1);
  }

  @Test
  void holdsConditionsAgainstTheTagThatClientsSee() {
    String etag =
        Objects.requireNonNull(s3.put("/box/k", LARGE, SSE, "AES256").headers().first("ETag"));
    assertThat(s3.get("/box/k", "If-Match", etag).body()).isEqualTo(LARGE);
    S3Response unchanged = s3.get("/box/k", "If-None-Match", etag);
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(unchanged.headers().first("ETag")).isEqualTo(etag);
    assertThat(unchanged.headers().first("Last-Modified")).isNotNull();
    assertThatThrownBy(() -> s3.get("/box/k", "If-Match", s3.store.get("box/k").etag()))
        .as("the backend's own tag is none of the client's")
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.error()).isEqualTo(S3Error.PRECONDITION_FAILED));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
