package io.sealgate.kms.aws;

import static io.sealgate.kms.KeyServiceContract.CALLER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.aws.ScriptedKms.Step;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a KMS that misbehaves looks like to the proxy. */
final class AwsKeyServiceFaultTest {

  private static final String ARN = "arn:aws:kms:us-east-1:123456789012:key/k";
  private static final Step DECRYPTED =
      new Step.Answer(200, "{\"KeyId\":\"" + ARN + "\",\"Plaintext\":\"c2VjcmV0\"}");

  private final FakeTime time = new FakeTime();

  @Test
  void throttledTwiceThenSucceeds() throws Exception {
    Step throttled = ScriptedKms.error(400, "ThrottlingException");
    try (ScriptedKms kms = new ScriptedKms(throttled, throttled, DECRYPTED)) {
      assertThat(decrypt(kms)).isEqualTo("secret".getBytes(UTF_8));
      assertThat(kms.requests()).isEqualTo(3);
      assertThat(time.sleeps()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException, THROTTLING",
    "500, KMSInternalException, INTERNAL",
    "500, KeyUnavailableException, KEY_UNAVAILABLE",
    "503, DependencyTimeoutException, DEPENDENCY_TIMEOUT",
    "503, SomethingNew, DEPENDENCY_TIMEOUT",
    "502, SomethingNew, INTERNAL"
  })
  void keepsTheErrorOfAFaultThatOutlastsTheDeadline(int status, String type, KmsError error)
      throws Exception {
    try (ScriptedKms kms = new ScriptedKms(ScriptedKms.error(status, type))) {
      assertFails(kms, error);
      assertThat(kms.requests()).isEqualTo(time.sleeps().size() + 1).isGreaterThan(10);
      assertThat(time.sleeps().stream().reduce(Duration.ZERO, Duration::plus))
          .isLessThan(RetryPolicy.DEFAULT.deadline());
    }
  }

  @Test
  void takesAnAnswerWithoutAKeyForAFaultAndNotForAnotherKey() throws Exception {
    try (ScriptedKms kms = new ScriptedKms(new Step.Answer(200, ""))) {
      assertFails(kms, KmsError.INTERNAL);
    }
  }

  @Test
  void takesAnAnswerWithoutAKeysNameForAFault() throws Exception {
    try (ScriptedKms kms = new ScriptedKms(new Step.Answer(200, ""));
        AwsKeyService service = TestClients.service(kms.endpoint(), RetryPolicy.DEFAULT, time)) {
      assertThatExceptionOfType(KmsException.class)
          .isThrownBy(() -> service.keyArn(CALLER, "alias/any"))
          .satisfies(failure -> assertThat(failure.error()).isEqualTo(KmsError.INTERNAL));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = KmsError.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"THROTTLING", "INTERNAL", "DEPENDENCY_TIMEOUT", "KEY_UNAVAILABLE"})
  void tellsOfAnErrorInTheRequestAtOnceAndInTheWordsOfKms(KmsError error) throws Exception {
    try (ScriptedKms kms = new ScriptedKms(ScriptedKms.error(error.status(), error.wireName()))) {
      assertThat(assertFails(kms, error)).hasMessage("as scripted");
      assertThat(kms.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, UnrecognizedClientException",
    "400, IncompleteSignatureException",
    "403, SomethingNew",
    "401, SomethingNew"
  })
  void takesRefusedCredentialsForDeniedAccess(int status, String type) throws Exception {
    try (ScriptedKms kms = new ScriptedKms(ScriptedKms.error(status, type))) {
      assertFails(kms, KmsError.ACCESS_DENIED);
    }
  }

  @Test
  void takesAnUnknownErrorForAFaultOfTheService() throws Exception {
    try (ScriptedKms kms = new ScriptedKms(ScriptedKms.error(400, "SomethingNew"))) {
      assertFails(kms, KmsError.INTERNAL);
      assertThat(kms.requests()).isEqualTo(1);
    }
  }

  @Test
  void repeatsWhatACutConnectionLost() throws Exception {
    try (ScriptedKms kms = new ScriptedKms(new Step.Cut(), new Step.Cut(), DECRYPTED)) {
      assertThat(decrypt(kms)).isEqualTo("secret".getBytes(UTF_8));
    }
  }

  @Test
  void isUnreachableWhenNobodyListens() throws Exception {
    URI endpoint;
    try (ScriptedKms kms = new ScriptedKms(DECRYPTED)) {
      endpoint = kms.endpoint();
    }
    try (AwsKeyService service = TestClients.service(endpoint, RetryPolicy.DEFAULT, time)) {
      assertThatExceptionOfType(KmsException.class)
          .isThrownBy(() -> decrypt(service))
          .matches(e -> e.error() == KmsError.DEPENDENCY_TIMEOUT)
          .withMessage("KMS unreachable.")
          .withCauseInstanceOf(Exception.class);
      assertThat(time.sleeps()).hasSizeGreaterThan(10);
    }
  }

  @Test
  void givesUpOnAHungKmsWithinTheDeadline() throws Exception {
    assertGivenUpWithinTheDeadline(new Step.Hang());
  }

  @Test
  void givesUpOnAnAnswerThatStopsHalfway() throws Exception {
    assertGivenUpWithinTheDeadline(new Step.HangInBody());
  }

  @Test
  void triesAgainAfterAHungAttempt() throws Exception {
    RetryPolicy policy = impatient(Duration.ofSeconds(20));
    try (ScriptedKms kms = new ScriptedKms(new Step.Hang(), DECRYPTED);
        AwsKeyService service =
            TestClients.service(kms.endpoint(), policy, MonotonicTime.system())) {
      assertThat(onVirtualThread(() -> decrypt(service))).isEqualTo("secret".getBytes(UTF_8));
    }
  }

  @Test
  void refusesAPlaintextThatAnotherKeyHadWrapped() throws Exception {
    try (ScriptedKms kms =
        new ScriptedKms(
            new Step.Answer(200, "{\"KeyId\":\"" + ARN + "2\",\"Plaintext\":\"c2VjcmV0\"}"))) {
      assertFails(kms, KmsError.INCORRECT_KEY);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"KeyId\":\"arn:k\",\"CiphertextBlob\":\"YWJj\",\"Plaintext\":\"c2hvcnQ=\"}",
        "{\"KeyId\":\"k\",\"CiphertextBlob\":\"YWJj\","
            + "\"Plaintext\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}",
        "{\"KeyId\":\"arn:k\",\"Plaintext\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}"
      })
  void refusesADataKeyThatIsNotWhatWasAskedFor(String answer) throws Exception {
    try (ScriptedKms kms = new ScriptedKms(new Step.Answer(200, answer));
        AwsKeyService service = TestClients.service(kms.endpoint(), RetryPolicy.DEFAULT, time)) {
      assertThatExceptionOfType(KmsException.class)
          .isThrownBy(() -> service.generateDataKey(CALLER, ARN, Map.of()))
          .matches(e -> e.error() == KmsError.INTERNAL);
    }
  }

  @Test
  void refusesAnAnswerThatIsNotJson() throws Exception {
    try (ScriptedKms kms = new ScriptedKms(new Step.Answer(200, "<html>hello</html>"))) {
      assertFails(kms, KmsError.DEPENDENCY_TIMEOUT);
    }
  }

  private void assertGivenUpWithinTheDeadline(Step step) throws Exception {
    RetryPolicy policy = impatient(Duration.ofMillis(900));
    try (ScriptedKms kms = new ScriptedKms(step);
        AwsKeyService service =
            TestClients.service(kms.endpoint(), policy, MonotonicTime.system())) {
      // The first call loads the SDK, which may take longer than the deadline.
      assertUnreachable(service);
      int before = kms.requests();
      long start = System.nanoTime();
      assertUnreachable(service);
      // Slack for a busy machine; without the deadline this would never end.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(kms.requests() - before).isBetween(2, 10);
    }
  }

  private static void assertUnreachable(AwsKeyService service) throws Exception {
    KmsException failure =
        onVirtualThread(() -> {
          try {
            decrypt(service);
            throw new AssertionError("a hung KMS answered");
          } catch (KmsException e) {
            return e;
          }
        });
    assertThat(failure.error()).isEqualTo(KmsError.DEPENDENCY_TIMEOUT);
  }

  private KmsException assertFails(ScriptedKms kms, KmsError error) {
    try (AwsKeyService service = TestClients.service(kms.endpoint(), RetryPolicy.DEFAULT, time)) {
      decrypt(service);
    } catch (KmsException e) {
      assertThat(e.error()).isEqualTo(error);
      return e;
    }
    throw new AssertionError("KMS answered");
  }

  private byte[] decrypt(ScriptedKms kms) {
    try (AwsKeyService service = TestClients.service(kms.endpoint(), RetryPolicy.DEFAULT, time)) {
      return decrypt(service);
    }
  }

  private static byte[] decrypt(AwsKeyService service) {
    return service.decrypt(CALLER, ARN, new byte[] {1}, Map.of());
  }

  private static RetryPolicy impatient(Duration deadline) {
    return new RetryPolicy(
        deadline, Duration.ofMillis(250), Duration.ofMillis(1), Duration.ofMillis(10));
  }

  private static <T> T onVirtualThread(Callable<T> call) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.submit(call).get();
    }
  }
}
