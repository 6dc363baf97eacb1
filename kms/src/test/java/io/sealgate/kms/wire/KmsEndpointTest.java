package io.sealgate.kms.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.CredentialStore;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.KeyServiceContract;
import io.sealgate.kms.aws.TestClients;
import io.sealgate.kms.embedded.DefaultKeys;
import io.sealgate.kms.embedded.TestEngine;
import io.sealgate.kms.engine.KmsEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The protocol around the operations: signatures, targets, errors, the shape of answers. */
final class KmsEndpointTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final SignedRequests SIGNED = SignedRequests.at(NOW);

  @TempDir private Path folder;
  private KmsEngine engine;
  private KmsEndpoint endpoint;

  @BeforeEach
  void start() {
    engine = TestEngine.in(folder);
    DefaultKeys.make(engine, KeyServiceContract.CALLER);
    endpoint =
        new KmsEndpoint(
            engine,
            CredentialStore.of(List.of(TestClients.identity())),
            TestClients.REGION,
            () -> NOW,
            RandomBytes.secure());
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void answersInJsonWithARequestId() {
    KmsAnswer answer = call("DescribeKey", "{\"KeyId\":\"alias/sealgate\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("Content-Type")).isEqualTo("application/x-amz-json-1.1");
    UUID requestId = UUID.fromString(answer.headers().first("x-amzn-RequestId"));
    assertThat(requestId.version()).isEqualTo(4);
    assertThat(requestId.variant()).isEqualTo(2);
    assertThat(json(answer).get("KeyMetadata").get("Arn").stringValue())
        .startsWith("arn:aws:kms:us-east-1:123456789012:key/");
  }

  @Test
  void givesEveryRequestAnIdOfItsOwn() {
    assertThat(call("ListKeys", "{}").headers().first("x-amzn-RequestId"))
        .isNotEqualTo(call("ListKeys", "{}").headers().first("x-amzn-RequestId"));
  }

  @Test
  void writesTimesAsEpochSecondsWithAFraction() {
    String body = new String(call("ListAliases", "{}").body(), UTF_8);

    assertThat(body).containsPattern("\"CreationDate\":[0-9]{10}\\.[0-9]{3}[,}]");
  }

  @Test
  void answersOperationsWithoutOutputWithoutABody() {
    String key = engine.describeKey(KeyServiceContract.CALLER, "alias/sealgate").arn();

    KmsAnswer answer = call("DisableKey", "{\"KeyId\":\"" + key + "\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void takesAnEmptyBodyForNoParameters() {
    assertThat(json(call("ListKeys", "")).get("Keys")).hasSize(2);
  }

  @Test
  void takesNullForALeftOutParameter() {
    assertThat(json(call("ListKeys", "{\"Marker\":null}")).get("Keys")).hasSize(2);
  }

  @Test
  void passesTheErrorsOfTheEngineOn() {
    KmsAnswer answer = call("DescribeKey", "{\"KeyId\":\"alias/none\"}");

    assertError(answer, 400, "NotFoundException");
    assertThat(json(answer).get("message").stringValue()).contains("alias/none");
    assertThat(answer.headers().contains("x-amzn-RequestId")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TrentService.Nothing", "TrentService.encrypt", "Encrypt", "X.Encrypt"})
  void doesNotKnowOtherOperations(String target) {
    KmsAnswer answer = endpoint.answer(SIGNED.post(target, new byte[0]), new byte[0]);

    assertError(answer, 400, "UnknownOperationException");
    assertThat(json(answer).has("message")).isFalse();
  }

  @Test
  void doesNotKnowOtherProtocols() {
    SdkHttpRequest plain =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .protocol("http")
            .host("kms.test")
            .encodedPath("/")
            .putHeader("X-Amz-Target", "TrentService.ListKeys")
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .build();
    byte[] body = "{}".getBytes(UTF_8);
    List<SdkHttpRequest> others =
        List.of(
            plain.copy(request -> request.method(SdkHttpMethod.PUT)),
            plain.copy(request -> request.encodedPath("/keys")),
            plain.copy(request -> request.removeHeader("Content-Type")),
            plain.copy(request -> request.putHeader("Content-Type", "application/json")),
            plain.copy(request -> request.putHeader("Content-Type", "application/x-amz-json-1.10")),
            plain.copy(request -> request.removeHeader("X-Amz-Target")));

    assertThat(endpoint.answer(SIGNED.sign(plain, body), body).status()).isEqualTo(200);
    for (SdkHttpRequest other : others) {
      assertError(
          endpoint.answer(SIGNED.sign(other, body), body), 400, "UnknownOperationException");
    }
  }

  @Test
  void refusesAnonymousRequests() {
    RequestHead anonymous =
        new RequestHead(
            "POST",
            "/",
            "",
            HeaderList.of(
                "Host", "kms.test",
                "Content-Type", "application/x-amz-json-1.1",
                "X-Amz-Target", "TrentService.ListKeys"));

    assertError(
        endpoint.answer(anonymous, new byte[0]), 400, "MissingAuthenticationTokenException");
  }

  @Test
  void refusesAnUnknownAccessKey() {
    assertError(
        call(SIGNED.withAccessKeyId("AKIDNOBODY"), "ListKeys", "{}"),
        400,
        "UnrecognizedClientException");
  }

  @Test
  void refusesAWrongSecret() {
    assertError(
        call(SIGNED.withSecret("guessed"), "ListKeys", "{}"), 400, "InvalidSignatureException");
  }

  @Test
  void refusesASignatureForAnotherService() {
    KmsAnswer answer = call(SIGNED.withService("s3"), "ListKeys", "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(type(answer)).isIn("IncompleteSignatureException", "InvalidSignatureException");
  }

  @Test
  void refusesABodyThatWasNotSigned() {
    RequestHead head = SIGNED.post("TrentService.ListKeys", "{}".getBytes(UTF_8));

    assertError(endpoint.answer(head, "{ }".getBytes(UTF_8)), 400, "InvalidSignatureException");
  }

  @Test
  void refusesATargetThatWasNotSigned() {
    RequestHead signed = SIGNED.post("TrentService.ListKeys", new byte[0]);
    HeaderList headers = new HeaderList();
    signed.headers().forEach(line -> headers.add(line.getKey(), line.getValue()));
    headers.set("X-Amz-Target", "TrentService.CreateKey");

    KmsAnswer answer = endpoint.answer(new RequestHead("POST", "/", "", headers), new byte[0]);

    assertError(answer, 400, "InvalidSignatureException");
    assertThat(json(call("ListKeys", "{}")).get("Keys")).hasSize(2);
  }

  @Test
  void refusesAnOldSignature() {
    assertError(
        call(SignedRequests.at(NOW.minus(Duration.ofMinutes(16))), "ListKeys", "{}"),
        400,
        "InvalidSignatureException");
  }

  @Test
  void refusesABodyThatIsTooLong() {
    byte[] longest = " ".repeat(KmsEndpoint.MAX_BODY_BYTES - 2).concat("{}").getBytes(UTF_8);
    byte[] tooLong = " ".repeat(KmsEndpoint.MAX_BODY_BYTES - 1).concat("{}").getBytes(UTF_8);

    assertThat(endpoint.answer(SIGNED.post("TrentService.ListKeys", longest), longest).status())
        .isEqualTo(200);
    assertError(
        endpoint.answer(SIGNED.post("TrentService.ListKeys", tooLong), tooLong),
        413,
        "RequestEntityTooLargeException");
  }

  @Test
  void refusesTheOldAndTheNewNameOfAKeySpecTogether() {
    assertError(
        call(
            "CreateKey",
            "{\"KeySpec\":\"SYMMETRIC_DEFAULT\",\"CustomerMasterKeySpec\":\"SYMMETRIC_DEFAULT\"}"),
        400,
        "ValidationException");
    assertThat(
            json(call("CreateKey", "{\"CustomerMasterKeySpec\":\"SYMMETRIC_DEFAULT\"}"))
                .get("KeyMetadata")
                .get("KeySpec")
                .stringValue())
        .isEqualTo("SYMMETRIC_DEFAULT");
  }

  @Test
  void leavesTheBodyToItsOwner() {
    byte[] body = "{\"KeyId\":\"alias/sealgate\",\"Plaintext\":\"c2VjcmV0\"}".getBytes(UTF_8);
    byte[] before = body.clone();

    assertThat(endpoint.answer(SIGNED.post("TrentService.Encrypt", body), body).status())
        .isEqualTo(200);
    assertThat(body).isEqualTo(before);
  }

  private KmsAnswer call(String operation, String body) {
    return call(SIGNED, operation, body);
  }

  private KmsAnswer call(SignedRequests requests, String operation, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return endpoint.answer(requests.post("TrentService." + operation, bytes), bytes);
  }

  private static void assertError(KmsAnswer answer, int status, String type) {
    assertThat(type(answer)).isEqualTo(type);
    assertThat(answer.status()).isEqualTo(status);
  }

  private static String type(KmsAnswer answer) {
    return json(answer).get("__type").stringValue();
  }

  private static JsonNode json(KmsAnswer answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
