package io.sealgate.kms.wire;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.kms.KeyServiceContract;
import io.sealgate.kms.aws.TestClients;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** Requests signed by Amazon's signer, each part of which a test may choose. */
record SignedRequests(String accessKeyId, String secret, String service, Instant time) {

  static SignedRequests at(Instant time) {
    return new SignedRequests(
        KeyServiceContract.CALLER.accessKeyId(), TestClients.SECRET, "kms", time);
  }

  SignedRequests withAccessKeyId(String accessKeyId) {
    return new SignedRequests(accessKeyId, secret, service, time);
  }

  SignedRequests withSecret(String secret) {
    return new SignedRequests(accessKeyId, secret, service, time);
  }

  SignedRequests withService(String service) {
    return new SignedRequests(accessKeyId, secret, service, time);
  }

  /** The head of a request as the SDKs send it. */
  RequestHead post(String target, byte[] body) {
    return sign(
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .protocol("http")
            .host("kms.test")
            .encodedPath("/")
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", target)
            .build(),
        body);
  }

  RequestHead sign(SdkHttpRequest request, byte[] body) {
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(signing ->
                signing
                    .identity(AwsBasicCredentials.create(accessKeyId, secret))
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, TestClients.REGION)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
            .request();
    HeaderList headers = new HeaderList();
    signed.headers().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
    return new RequestHead(signed.method().name(), signed.encodedPath(), "", headers);
  }
}
