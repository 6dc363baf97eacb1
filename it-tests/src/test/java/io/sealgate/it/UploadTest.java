package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Digest;
import io.sealgate.it.fixture.RawAnswer;
import io.sealgate.it.fixture.RawRequest;
import io.sealgate.it.fixture.RawRequest.Signing;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.fixture.StoredState;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;

/** How bodies are signed and checked on their way in: all forms, and what breaks any promise. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UploadTest {

  private static final byte[] BODY = Bodies.ofLength(300_000);
  private static final String PATH = "/uploads/object";

  @Parameter Store store;
  private SealgateServer server;
  private Bucket bucket;

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    bucket = Bucket.create(server.s3(), "uploads");
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(names = "ANONYMOUS", mode = EnumSource.Mode.EXCLUDE)
  void takesBodiesInEachSignedForm(Signing signing) {
    RawAnswer answer = put().signing(signing).send();
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(bucket.get("object")).isEqualTo(BODY);
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void takesTrailingChecksumsOverHttpAndHttps(ChecksumAlgorithm algorithm) {
    for (Bucket client :
        List.of(bucket, bucket.by(server.clients().s3(server.http(), Account.APP)))) {
      client.put(client.putting("object").checksumAlgorithm(algorithm), BODY);
      assertThat(client.get("object")).isEqualTo(BODY);
    }
  }

  @Test
  void waitsForTheBodyUntilItHasSaidContinue() {
    RawAnswer answer = put().expectingContinue().send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(bucket.get("object")).isEqualTo(BODY);
  }

  @Test
  void takesContentMd5() {
    assertThat(put().header("Content-MD5", Digest.MD5.base64(BODY)).send().status()).isEqualTo(200);
  }

  @Test
  void refusesBodiesThatBreakTheirPromise() {
    UnaryOperator<byte[]> flip =
        body -> {
          byte[] flipped = body.clone();
          flipped[body.length - 1000] ^= 1;
          return flipped;
        };
    byte[] other = Bodies.ofLength(10);
    assertNothingStored(
        400,
        put().afterSigning(flip), // the hash of the whole body
        put().header("Content-MD5", Digest.MD5.base64(other)),
        put().header("Content-MD5", "not an MD5"),
        put().header("x-amz-checksum-sha256", Digest.SHA256.base64(other)),
        put().signing(Signing.NONE).header("x-amz-checksum-sha256", Digest.SHA256.base64(other)),
        put().signing(Signing.NONE).header("x-amz-checksum-crc32", "AAAAAA=="));
    assertNothingStored(403, put().signing(Signing.CHUNKS).afterSigning(flip));
  }

  @Test
  void refusesWrongSignatures() {
    assertNothingStored(
        403,
        put().lateHeader("x-amz-meta-late", "unsigned"),
        put().header("x-amz-meta-colour", "blue").lateHeader("x-amz-meta-colour", "red"),
        put().signing(Signing.ANONYMOUS));
    assertNothingStored(400, put().lateHeader("x-amz-date", "20200101T000000Z"));
  }

  private RawRequest put() {
    return server.request("PUT", PATH).body(BODY);
  }

  private void assertNothingStored(int status, RawRequest... requests) {
    StoredState before = StoredState.of(store.backend(), server.direct());
    for (RawRequest request : requests) {
      RawAnswer answer = request.send();
      assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    }
    assertThat(StoredState.of(store.backend(), server.direct())).isEqualTo(before);
  }
}
