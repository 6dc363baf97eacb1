package io.sealgate.s3.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.s3.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a request may ask for depends on how it is signed. */
class RouterSigningTest {

  @Test
  void refusesAnonymousOverridesOfHeaders() {
    assertThat(Refusal.of(() -> route("GET", "/photos/a", "response-content-type=text/html")))
        .isEqualTo(
            new Refusal(
                "InvalidRequest",
                "Request specific response headers cannot be used for anonymous GET requests.",
                Map.of()));
    assertThat(
            route(
                    "GET",
                    "/photos/a",
                    "response-content-type=text/html",
                    HeaderList.of("Authorization", "AWS4-HMAC-SHA256 Credential=..."))
                .query()
                .first("response-content-type"))
        .isEqualTo("text/html");
  }

  @Test
  void refusesSignatureVersion2() {
    Refusal refusal =
        new Refusal(
            "InvalidRequest",
            "The authorization mechanism you have provided is not supported. Please use"
                + " AWS4-HMAC-SHA256.",
            Map.of());

    assertThat(
            Refusal.of(() ->
                route("GET", "/photos/a", "", HeaderList.of("Authorization", "AWS AKIA:sig"))))
        .isEqualTo(refusal);
    assertThat(
            Refusal.of(() -> route("GET", "/photos/a", "AWSAccessKeyId=A&Signature=s&Expires=1")))
        .isEqualTo(refusal);
  }

  @Test
  void refusesKmsModesWithSignatureVersion2AsAwsDoes() {
    Refusal refusal =
        new Refusal(
            "InvalidArgument",
            "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS"
                + " Signature Version 4.",
            Map.of("ArgumentName", "Authorization"));

    for (String mode : new String[] {"aws:kms", "aws:kms:dsse"}) {
      HeaderList headers = HeaderList.of("x-amz-server-side-encryption", mode);
      assertThat(
              Refusal.of(() -> route("PUT", "/photos/a", "AWSAccessKeyId=A&Signature=s", headers)))
          .isEqualTo(refusal);
      headers.add("Authorization", "AWS AKIA:sig");
      assertThat(Refusal.of(() -> route("PUT", "/photos/a", "", headers))).isEqualTo(refusal);
    }
  }

  private static S3Request route(String method, String path, String query) {
    return route(method, path, query, new HeaderList());
  }

  private static S3Request route(String method, String path, String query, HeaderList headers) {
    return new Router("s3.example.org", "sealgate-system")
        .route(new RequestHead(method, path, query, headers));
  }
}
