package io.sealgate.it.client;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Clients;
import io.sealgate.it.fixture.SealgateServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.crt.S3CrtHttpConfiguration;
import software.amazon.awssdk.services.s3.crt.S3CrtRetryConfiguration;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Amazon's asynchronous clients for Java, which make multipart uploads and parallel reads alone.
 */
enum JavaAsyncClient {
  NETTY("AWS SDK for Java, async"),
  CRT("AWS SDK for Java, CRT");

  /** The least that S3 allows but for the last part; larger bodies go in parts. */
  static final long PART_BYTES = 5L << 20;

  private final String client;

  JavaAsyncClient(String client) {
    this.client = client;
  }

  /** What the results call it. */
  String client() {
    return client;
  }

  /** A client over TLS; it trusts every certificate, because the CRT cannot be given one. */
  S3AsyncClient open(SealgateServer server) {
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(Account.APP.accessKey(), Account.APP.secretKey()));
    return switch (this) {
      case NETTY ->
          S3AsyncClient.builder()
              .endpointOverride(server.https())
              .region(Clients.REGION)
              .forcePathStyle(true)
              .credentialsProvider(credentials)
              .httpClient(
                  NettyNioAsyncHttpClient.builder()
                      .buildWithDefaults(
                          AttributeMap.builder()
                              .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
                              .build()))
              .multipartEnabled(true)
              .multipartConfiguration(
                  parts -> parts.minimumPartSizeInBytes(PART_BYTES).thresholdInBytes(PART_BYTES))
              .build();
      case CRT ->
          S3AsyncClient.crtBuilder()
              .endpointOverride(server.https())
              .region(Clients.REGION)
              .forcePathStyle(true)
              .credentialsProvider(credentials)
              .minimumPartSizeInBytes(PART_BYTES)
              .thresholdInBytes(PART_BYTES)
              .maxConcurrency(8)
              .retryConfiguration(S3CrtRetryConfiguration.builder().numRetries(1).build())
              .httpConfiguration(
                  S3CrtHttpConfiguration.builder().trustAllCertificatesEnabled(true).build())
              .build();
    };
  }
}
