package io.sealgate.kms.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealgate.auth.Credentials;
import java.util.Arrays;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
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
      case AwsKmsCredentials.AccessKey(Credentials accessKey) ->
          new SdkCredentials(StaticCredentialsProvider.create(basic(accessKey)), () -> {});
    };
  }

  private static SdkCredentials defaultChain() {
    DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
    return new SdkCredentials(chain, chain::close);
  }

  /** The SDK takes the secret as a String only; it lives as long as the client. */
  private static AwsBasicCredentials basic(Credentials accessKey) {
    byte[] secret = accessKey.secret();
    try {
      return AwsBasicCredentials.create(accessKey.accessKeyId(), new String(secret, UTF_8));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
