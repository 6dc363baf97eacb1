package io.sealgate.kms.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealgate.auth.Credentials;
import io.sealgate.auth.Identity;
import io.sealgate.kms.KeyServiceContract;
import java.net.URI;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** Clients of a KMS that a test has started, all with the same access key. */
public final class TestClients {

  /** Where every test KMS claims to be. */
  public static final String REGION = "us-east-1";

  /** The secret of the one access key, which guards nothing. */
  public static final String SECRET = "not a secret";

  private TestClients() {}

  /** The access key and whom it stands for. */
  public static Identity identity() {
    return new Identity(credentials(), KeyServiceContract.CALLER);
  }

  /** The AWS SDK's own client. */
  public static KmsClient sdk(URI endpoint) {
    return KmsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(KeyServiceContract.CALLER.accessKeyId(), SECRET)))
        .build();
  }

  /** Ours. */
  public static AwsKeyService service(URI endpoint) {
    return service(endpoint, RetryPolicy.DEFAULT, MonotonicTime.system());
  }

  static AwsKeyService service(URI endpoint, RetryPolicy policy, MonotonicTime time) {
    return new AwsKeyService(
        new AwsKmsSettings(
            REGION, endpoint, List.of(), new AwsKmsCredentials.AccessKey(credentials()), policy),
        time,
        new Random(20261122));
  }

  private static Credentials credentials() {
    return new Credentials(KeyServiceContract.CALLER.accessKeyId(), SECRET.getBytes(UTF_8));
  }
}
