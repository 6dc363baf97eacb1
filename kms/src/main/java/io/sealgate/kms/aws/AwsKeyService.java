package io.sealgate.kms.aws;

import io.sealgate.auth.Principal;
import io.sealgate.kms.GeneratedDataKey;
import io.sealgate.kms.KeyService;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/**
 * AWS KMS, or another Sealgate's KMS, through the AWS SDK.
 *
 * <p>Calls are made with the configured credentials, whoever the caller is. They block and must be
 * made on virtual threads, where a time-out interrupts a hung read. Throttling, 5xx answers and
 * lost connections are repeated by {@link RetryPolicy}; no call lasts longer than its deadline. An
 * unreachable KMS is {@link KmsError#DEPENDENCY_TIMEOUT}.
 */
public final class AwsKeyService implements KeyService {

  private static final int DATA_KEY_BYTES = 32;

  private final KmsClient client;
  private final Runnable closeCredentials;
  private final RetryingCaller caller;

  /**
   * Makes the client; nothing is sent yet.
   *
   * @param settings which KMS, and how
   * @param time measures deadlines and waits
   * @param jitter spaces repetitions; used from many threads at once
   */
  public AwsKeyService(AwsKmsSettings settings, MonotonicTime time, RandomGenerator jitter) {
    SdkCredentials credentials = SdkCredentials.of(settings.credentials());
    this.client = SdkClient.of(settings, credentials.provider());
    this.closeCredentials = credentials.close();
    this.caller = new RetryingCaller(settings.retryPolicy(), time, jitter);
  }

  @Override
  public GeneratedDataKey generateDataKey(
      Principal principal, String keyId, Map<String, String> encryptionContext) {
    GenerateDataKeyResponse answer =
        call(timeout ->
            client.generateDataKey(
                GenerateDataKeyRequest.builder()
                    .keyId(keyId)
                    .keySpec(DataKeySpec.AES_256)
                    .encryptionContext(encryptionContext)
                    .overrideConfiguration(within(timeout))
                    .build()));
    byte[] plaintext = bytes(answer.plaintext());
    byte[] ciphertextBlob = bytes(answer.ciphertextBlob());
    if (plaintext.length != DATA_KEY_BYTES
        || ciphertextBlob.length == 0
        || answer.keyId() == null
        || !answer.keyId().startsWith("arn:")) {
      Arrays.fill(plaintext, (byte) 0);
      throw unexpected("GenerateDataKey");
    }
    return new GeneratedDataKey(answer.keyId(), plaintext, ciphertextBlob);
  }

  @Override
  public byte[] decrypt(
      Principal principal,
      String keyArn,
      byte[] ciphertextBlob,
      Map<String, String> encryptionContext) {
    DecryptResponse answer =
        call(timeout ->
            client.decrypt(
                DecryptRequest.builder()
                    .keyId(keyArn)
                    .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(ciphertextBlob))
                    .encryptionContext(encryptionContext)
                    .overrideConfiguration(within(timeout))
                    .build()));
    byte[] plaintext = bytes(answer.plaintext());
    if (plaintext.length == 0 || answer.keyId() == null) {
      Arrays.fill(plaintext, (byte) 0);
      throw unexpected("Decrypt"); // an answer that was cut off in its head may look like this
    }
    // KMS checks this itself; a service that only looks like KMS may not.
    if (!keyArn.equals(answer.keyId())) {
      Arrays.fill(plaintext, (byte) 0);
      throw new KmsException(
          KmsError.INCORRECT_KEY,
          "The key ID in the request does not identify a CMK that can perform this operation.");
    }
    return plaintext;
  }

  @Override
  public String keyArn(Principal principal, String keyId) {
    KeyMetadata found =
        call(timeout ->
                client.describeKey(
                    DescribeKeyRequest.builder()
                        .keyId(keyId)
                        .overrideConfiguration(within(timeout))
                        .build()))
            .keyMetadata();
    if (found == null || found.arn() == null) {
      throw unexpected("DescribeKey"); // an answer that was cut off in its head may look like this
    }
    return found.arn();
  }

  /** All calls are made with the configured credentials. */
  @Override
  public boolean tellsCallersApart() {
    return false;
  }

  @Override
  public void close() {
    client.close();
    closeCredentials.run();
  }

  private <T> T call(Function<Duration, T> attempt) {
    return caller.call(timeout -> {
      try {
        return new Outcome.Answered<>(attempt.apply(timeout));
      } catch (SdkException e) {
        return AwsFailures.failed(e);
      }
    });
  }

  private static AwsRequestOverrideConfiguration within(Duration timeout) {
    return AwsRequestOverrideConfiguration.builder().apiCallTimeout(timeout).build();
  }

  /** The answer's own array, not a copy, so that who zeroes it leaves none behind. */
  private static byte[] bytes(@Nullable SdkBytes value) {
    return value == null ? new byte[0] : value.asByteArrayUnsafe();
  }

  private static KmsException unexpected(String operation) {
    return new KmsException(
        KmsError.INTERNAL, "KMS answered " + operation + " with something else than was asked.");
  }
}
