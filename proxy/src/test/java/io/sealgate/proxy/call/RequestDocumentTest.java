package io.sealgate.proxy.call;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.auth.Credentials;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Principal;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.ChunkSeed;
import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.auth.sigv4.SignedService;
import io.sealgate.crypto.Transform;
import io.sealgate.proxy.exchange.ClientRequest;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.telemetry.RequestTrace;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.route.Router;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request without a body, and without a Content-Length, has promised of it. */
final class RequestDocumentTest {

  private static final Principal CLIENT = new Principal("app", "123456789012", "AKIAAPP");
  private static final PayloadIntegrity UNSIGNED = new PayloadIntegrity.Unsigned();
  private static final PayloadIntegrity EMPTY =
      new PayloadIntegrity.Sha256(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  private static final PayloadIntegrity SIGNED_CHUNKS =
      new PayloadIntegrity.SignedChunks(
          ChunkSeed.of(
              new Credentials("AKIAAPP", "secret".getBytes(US_ASCII)),
              SignedService.s3("us-east-1"),
              "20260101T000000Z",
              "0".repeat(64)),
          false);

  private final List<byte[]> received = new ArrayList<>();

  @Test
  void isEmptyWhereNothingElseWasPromised() {
    receive(UNSIGNED);
    receive(EMPTY);
    receive(EMPTY, "x-amz-checksum-crc32", "AAAAAA==", "x-amz-sdk-checksum-algorithm", "CRC32");
    receive(UNSIGNED, "Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==");
    receive(EMPTY, "Content-Length", "0");
    assertThat(received).hasSize(5).allSatisfy(document -> assertThat(document).isEmpty());
  }

  @Test
  void isNotTakenForOneWhoseHashIsSigned() {
    assertThat(refused(new PayloadIntegrity.Sha256("1".repeat(64))))
        .isEqualTo(S3Error.CONTENT_SHA256_MISMATCH);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-MD5,             XUFAKrxLKna5cZ2REBfFkg==",
    "x-amz-checksum-crc32,    NhCmhg==",
    "x-amz-checksum-sha1,     qvTGHdzF6KLavt4PO0gs2a6pQ00=",
  })
  void isNotTakenForOneOfAnotherDigest(String header, String value) {
    assertThat(refused(UNSIGNED, header, value)).isEqualTo(S3Error.BAD_DIGEST);
    assertThat(refused(EMPTY, header, value)).isEqualTo(S3Error.BAD_DIGEST);
  }

  @Test
  void isNotTakenForOneInChunks() {
    for (PayloadIntegrity chunks : List.of(SIGNED_CHUNKS, new PayloadIntegrity.UnsignedTrailer())) {
      assertThat(refused(chunks)).isEqualTo(S3Error.MISSING_CONTENT_LENGTH);
      assertThat(refused(chunks, "x-amz-decoded-content-length", "10"))
          .isEqualTo(S3Error.INCOMPLETE_BODY);
      assertThat(refused(chunks, "x-amz-decoded-content-length", "0"))
          .isEqualTo(S3Error.INCOMPLETE_BODY);
    }
  }

  private S3Error refused(PayloadIntegrity payload, String... headers) {
    S3Exception refused = catchThrowableOfType(S3Exception.class, () -> receive(payload, headers));
    assertThat(refused).as(payload + " " + List.of(headers)).isNotNull();
    assertThat(received).isEmpty();
    return refused.error();
  }

  private void receive(PayloadIntegrity payload, String... headers) {
    RequestHead head =
        new RequestHead("PUT", "/box", "", HeaderList.of(headers).add("Host", "localhost"));
    RequestTrace trace = new RequestTrace("ID", "PUT", "127.0.0.1", System.nanoTime());
    Call call =
        new Call(
            new ClientRequest(head, true, 0, trace),
            new Router(null, "sealgate-system").route(head),
            CLIENT,
            payload);
    Plan plan =
        RequestDocument.receive(
            call,
            1000,
            document -> {
              received.add(document);
              return new Plan.Answer(new S3Response(200, new HeaderList()));
            });
    if (plan instanceof Plan.Receive(Transform body, int _, var then)) {
      try (body) {
        ByteBuffer out = ByteBuffer.allocate(body.outputBound(0));
        body.finish(out);
        assertThat(then.apply(Arrays.copyOf(out.array(), out.position())))
            .isInstanceOf(Plan.Answer.class);
      }
    }
  }
}
