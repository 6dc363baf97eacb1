package io.sealgate.auth.sigv4;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Amazon's own signer, with the example's access key at the example's time: the oracle. */
final class SdkSigner {

  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  private SdkSigner() {}

  static SignedRequest header(
      SdkHttpRequest request, byte[] payload, SignedService service, boolean payloadSigned) {
    return sign(
        request,
        payload,
        service,
        r -> r.putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, payloadSigned));
  }

  static SignedRequest presigned(SdkHttpRequest request, Duration expires) {
    return sign(
        request,
        new byte[0],
        Example.S3,
        r ->
            r.putProperty(
                    AwsV4FamilyHttpSigner.AUTH_LOCATION,
                    AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, expires)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false));
  }

  static SignedRequest chunked(
      SdkHttpRequest request,
      byte[] payload,
      Consumer<SignRequest.Builder<AwsCredentialsIdentity>> options) {
    return sign(
        request,
        payload,
        Example.S3,
        r -> {
          r.putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true);
          options.accept(r);
        });
  }

  /** The head as it goes over the wire: bytes of header values are UTF-8, seen as ISO 8859-1. */
  static RequestHead onTheWire(SdkHttpRequest request) {
    HeaderList headers = new HeaderList();
    request.forEachHeader(
        (name, values) -> values.forEach(value -> headers.add(name, latin1(value.strip()))));
    return new RequestHead(
        request.method().name(),
        request.encodedPath(),
        request.encodedQueryParameters().orElse(""),
        headers);
  }

  private static String latin1(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static SignedRequest sign(
      SdkHttpRequest request,
      byte[] payload,
      SignedService service,
      Consumer<SignRequest.Builder<AwsCredentialsIdentity>> options) {
    boolean general = service.flavour() == SignedService.Flavour.GENERAL;
    return SIGNER.sign(r -> {
      r.identity(AwsCredentialsIdentity.create(Example.ACCESS_KEY_ID, Example.SECRET))
          .request(request)
          .payload(ContentStreamProvider.fromByteArray(payload))
          .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service.name())
          .putProperty(AwsV4HttpSigner.REGION_NAME, service.region())
          .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, general)
          .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, general)
          .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(Example.NOW, ZoneOffset.UTC));
      options.accept(r);
    });
  }
}
