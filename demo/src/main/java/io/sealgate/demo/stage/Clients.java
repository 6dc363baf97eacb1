package io.sealgate.demo.stage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Makes Amazon's own clients for the demo. They never try again, so that what is seen is what was
 * answered, and know nothing of the user's AWS profiles.
 */
final class Clients {

  private static final Region REGION = Region.US_EAST_1;

  private final AwsBasicCredentials credentials;

  Clients(AwsBasicCredentials credentials) {
    this.credentials = credentials;
  }

  /**
   * An S3 client of the store itself. Unlike the others it repeats what fails: its answers are not
   * what the demo judges, and a store that closes an idle connection must not look like a fault of
   * Sealgate.
   */
  S3Client store(URI endpoint) {
    return s3Builder(endpoint)
        .overrideConfiguration(
            asConfigured().toBuilder()
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                .build())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /** An S3 client over TLS that trusts just one certificate. */
  S3Client s3(URI endpoint, Path trusted) throws IOException {
    TrustManager[] trust = trustManagers(trusted);
    return s3Builder(endpoint)
        .httpClientBuilder(UrlConnectionHttpClient.builder().tlsTrustManagersProvider(() -> trust))
        .build();
  }

  /** An S3 client as it was before 2025: without the checksums that SDKs add today. */
  S3Client olderS3(URI endpoint) {
    return s3Builder(endpoint)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .build();
  }

  /** A KMS client. */
  KmsClient kms(URI endpoint) {
    return KmsClient.builder()
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(asConfigured())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private S3ClientBuilder s3Builder(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(REGION)
        .forcePathStyle(true)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(asConfigured());
  }

  private static ClientOverrideConfiguration asConfigured() {
    return ClientOverrideConfiguration.builder()
        .retryStrategy(AwsRetryStrategy.doNotRetry())
        .defaultProfileFile(ProfileFile.aggregator().build())
        .build();
  }

  private static TrustManager[] trustManagers(Path trusted) throws IOException {
    try (InputStream pem = Files.newInputStream(trusted)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "demo", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException failure) {
      throw new IOException("the demo's own certificate cannot be trusted", failure);
    }
  }
}
