package io.sealgate.it;

import static io.sealgate.it.fixture.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.CustomerKey;
import io.sealgate.it.fixture.RawAnswer;
import io.sealgate.it.fixture.RawRequest;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.fixture.StoredState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Encryption headers that are refused, as AWS refuses them, before anything is stored. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SseRefusalTest {

  private static final String SSE = "x-amz-server-side-encryption";
  private static final String CUSTOMER = SSE + "-customer-";
  private static final byte[] BODY = Bodies.ofLength(1000);
  private static final CustomerKey OTHER = CustomerKey.of(new byte[32]);

  private SealgateServer server;
  private Bucket bucket;

  @BeforeAll
  void start() {
    server = SealgateServer.start(Store.MINIO.backend());
    bucket = Bucket.create(server.s3(), "sse-refusals");
    for (SseMode mode : SseMode.values()) {
      bucket.put(mode.name(), mode, BODY);
    }
  }

  @AfterAll
  void stop() {
    bucket.empty();
    server.close();
  }

  static List<Arguments> refusedHeaders() {
    String key = SseMode.CUSTOMER.base64();
    String md5 = SseMode.CUSTOMER.md5();
    return List.of(
        Arguments.of("InvalidArgument", Map.of(SSE, "aes:kms")),
        Arguments.of("InvalidArgument", Map.of(SSE, "")),
        Arguments.of("InvalidArgument", Map.of(SSE + "-aws-kms-key-id", "alias/sealgate")),
        Arguments.of(
            "InvalidArgument", Map.of(SSE, "AES256", SSE + "-aws-kms-key-id", "alias/sealgate")),
        Arguments.of("InvalidArgument", Map.of(CUSTOMER + "key", key, CUSTOMER + "key-MD5", md5)),
        Arguments.of("InvalidArgument", Map.of(CUSTOMER + "algorithm", "AES256")),
        Arguments.of(
            "InvalidArgument", Map.of(CUSTOMER + "algorithm", "AES256", CUSTOMER + "key", key)),
        Arguments.of("InvalidArgument", customer("AES256", "AAAA", md5)),
        Arguments.of("InvalidArgument", customer("AES256", key, OTHER.md5())),
        Arguments.of("InvalidEncryptionAlgorithmError", customer("AES128", key, md5)),
        Arguments.of(
            "InvalidArgument",
            Map.of(
                SSE,
                "AES256",
                CUSTOMER + "algorithm",
                "AES256",
                CUSTOMER + "key",
                key,
                CUSTOMER + "key-MD5",
                md5)));
  }

  @ParameterizedTest
  @MethodSource("refusedHeaders")
  void refusesHeadersThatContradictOrSayTooLittle(String code, Map<String, String> headers) {
    StoredState before = StoredState.of(server.backend(), server.direct());
    RawRequest request = server.request("PUT", "/sse-refusals/refused").body(BODY);
    headers.forEach(request::header);
    RawAnswer answer = request.send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.text()).contains("<ArgumentName>" + SSE + "</ArgumentName>");
    assertThat(StoredState.of(server.backend(), server.direct())).isEqualTo(before);
  }

  @Test
  void refusesAnEncryptionHeaderOnReads() {
    RawAnswer answer =
        server.request("GET", "/sse-refusals/" + SseMode.SSE_S3).header(SSE, "AES256").send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("InvalidArgument");
  }

  @Test
  void refusesCustomersKeysOverPlainHttp() {
    Bucket plain = bucket.by(server.clients().s3(server.http(), Account.APP));
    StoredState before = StoredState.of(server.backend(), server.direct());
    assertRefused(400, "InvalidRequest", () -> plain.put("refused", SseMode.SSE_C, BODY));
    assertRefused(400, "InvalidRequest", () -> plain.get(SseMode.SSE_C.name(), SseMode.SSE_C));
    assertThat(StoredState.of(server.backend(), server.direct())).isEqualTo(before);
  }

  @Test
  void refusesTheWrongCustomersKeyAndItsAbsence() {
    String key = SseMode.SSE_C.name();
    assertRefused(403, "AccessDenied", () -> bucket.get(OTHER.on(bucket.getting(key))));
    assertRefused(
        403, "AccessDenied", () -> bucket.get(OTHER.on(bucket.getting(key)).range("bytes=0-9")));
    assertRefused(400, "InvalidRequest", () -> bucket.get(key));
    assertRefused(400, "InvalidRequest", () -> bucket.get(bucket.getting(key).range("bytes=0-9")));
    RawAnswer head = server.request("HEAD", "/sse-refusals/" + key).send();
    assertThat(head.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @EnumSource(names = "SSE_C", mode = EnumSource.Mode.EXCLUDE)
  void refusesCustomersKeysWhereNoneWasUsed(SseMode mode) {
    assertRefused(400, "InvalidRequest", () -> bucket.get(mode.name(), SseMode.SSE_C));
  }

  @Test
  void deletesAndListsWithoutTheCustomersKey() {
    bucket.put("short-lived", SseMode.SSE_C, BODY);
    assertThat(bucket.s3().listObjectsV2(list -> list.bucket("sse-refusals")).contents())
        .anySatisfy(row -> {
          assertThat(row.key()).isEqualTo("short-lived");
          assertThat(row.size()).isEqualTo(BODY.length);
        });
    bucket.delete("short-lived");
    assertRefused(404, "NoSuchKey", () -> bucket.get("short-lived", SseMode.SSE_C));
  }

  private static Map<String, String> customer(String algorithm, String key, String md5) {
    return Map.of(
        CUSTOMER + "algorithm", algorithm, CUSTOMER + "key", key, CUSTOMER + "key-MD5", md5);
  }
}
