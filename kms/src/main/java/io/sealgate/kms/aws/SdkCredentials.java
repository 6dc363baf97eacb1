package io.sealgate.kms.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Credentials as the SDK wants them.
 *
 * @param provider the SDK's source of them
 * @param close frees what the source holds
 */
record SdkCredentials(AwsCredentialsProvider provider, Runnable close) {

  static SdkCredentials of(AwsKmsCredentials credentials) {
    return switch (credentials) {
      case AwsKmsCredentials.DefaultChain() -> defaultChain();
      case AwsKmsCredentials.Fixed fixed ->
          new SdkCredentials(StaticCredentialsProvider.create(sdkCredentials(fixed)), () -> {});
    };
  }

  private static SdkCredentials defaultChain() {
    DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
    return new SdkCredentials(chain, chain::close);
  }

  /** The SDK takes secrets as strings only; they live as long as the client. */
  private static AwsCredentials sdkCredentials(AwsKmsCredentials.Fixed fixed) {
    String secret = new String(fixed.secretAccessKey(), UTF_8);
    byte[] token = fixed.sessionToken();
    return token == null
        ? AwsBasicCredentials.create(fixed.accessKeyId(), secret)
        : AwsSessionCredentials.create(fixed.accessKeyId(), secret, new String(token, UTF_8));
  }
}
