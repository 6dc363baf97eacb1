package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.CredentialStore;
import io.sealgate.auth.Credentials;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Identity;
import io.sealgate.auth.Principal;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.Verification.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The access key, the day and the place of the examples in AWS's documentation. */
final class Example {

  static final String ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  static final String DATE = "20130524T000000Z";
  static final String SCOPE = ACCESS_KEY_ID + "/20130524/us-east-1/s3/aws4_request";
  static final String EMPTY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
  static final SignedService S3 = SignedService.s3("us-east-1");
  static final SignedService KMS = SignedService.general("kms", "us-east-1");
  static final Principal PRINCIPAL = new Principal("app", "123456789012", ACCESS_KEY_ID);
  static final Credentials CREDENTIALS = credentials(SECRET);

  private Example() {}

  static Credentials credentials(String secret) {
    return new Credentials(ACCESS_KEY_ID, secret.getBytes(StandardCharsets.UTF_8));
  }

  static CredentialStore store() {
    return CredentialStore.of(List.of(new Identity(CREDENTIALS, PRINCIPAL)));
  }

  static SigV4Verifier verifier(SignedService service) {
    return verifierAt(service, NOW);
  }

  static SigV4Verifier verifierAt(SignedService service, Instant now) {
    return new SigV4Verifier(store(), service, InstantSource.fixed(now));
  }

  static RequestHead head(String method, String path, String query, String... headers) {
    return new RequestHead(method, path, query, HeaderList.of(headers));
  }

  static String authorization(String signedHeaders, String signature) {
    return "AWS4-HMAC-SHA256 Credential="
        + SCOPE
        + ",SignedHeaders="
        + signedHeaders
        + ",Signature="
        + signature;
  }

  /** The example "GET Object" of the documentation, correctly signed. */
  static RequestHead getObject() {
    return head(
        "GET",
        "/test.txt",
        "",
        "Host",
        "examplebucket.s3.amazonaws.com",
        "Authorization",
        authorization(
            "host;range;x-amz-content-sha256;x-amz-date",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
        "Range",
        "bytes=0-9",
        "x-amz-content-sha256",
        EMPTY_SHA256,
        "x-amz-date",
        DATE);
  }

  /** The same with one header changed or added. */
  static RequestHead getObjectWith(String name, String value) {
    RequestHead head = getObject();
    ((HeaderList) head.headers()).set(name, value);
    return head;
  }

  /** The same with one header left out. */
  static RequestHead getObjectWithout(String name) {
    RequestHead head = getObject();
    HeaderList headers = new HeaderList();
    for (Map.Entry<String, String> line : head.headers()) {
      if (!line.getKey().equalsIgnoreCase(name)) {
        headers.add(line.getKey(), line.getValue());
      }
    }
    return new RequestHead(head.method(), head.rawPath(), head.rawQuery(), headers);
  }

  /** Adds a header line to a request of these. */
  static RequestHead add(RequestHead head, String name, String value) {
    ((HeaderList) head.headers()).add(name, value);
    return head;
  }

  /** The refusal of a request to S3 at the example's time. */
  static Refused refused(RequestHead head) {
    Verification verification = verifier(S3).verify(head);
    assertThat(verification).isInstanceOf(Refused.class);
    return (Refused) verification;
  }

  /** The example of a presigned URL of the documentation, good for a day. */
  static RequestHead presignedGet() {
    return head("GET", "/test.txt", PRESIGNED_QUERY, "Host", "examplebucket.s3.amazonaws.com");
  }

  static final String PRESIGNED_QUERY =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2F"
          + "us-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400"
          + "&X-Amz-SignedHeaders=host&X-Amz-Signature="
          + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
}
