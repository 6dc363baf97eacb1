package io.sealgate.s3.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.S3Operation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PresignedQueryTest {

  private static final String SIGNATURE =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=A%2F20260101%2Fus-east-1%2Fs3%2Faws4_request"
          + "&X-Amz-Date=20260101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host"
          + "&X-Amz-Security-Token=t&X-Amz-Signature=00";

  private static final Router ROUTER = new Router(null, "sealgate-system");

  @Test
  void knowsTheParametersOfTheSignature() {
    S3Request request = route("GET", SIGNATURE + "&x-id=GetObject", new HeaderList());

    assertThat(request.presigned()).isTrue();
    assertThat(request.headers()).isEmpty();
  }

  @Test
  void readsHeadersThatSdksMoveIntoTheQuery() {
    S3Request request =
        route(
            "PUT",
            SIGNATURE
                + "&x-amz-server-side-encryption=aws%3Akms&X-Amz-Acl=private"
                + "&x-amz-meta-name=%C3%BC&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD",
            HeaderList.of("Host", "localhost"));

    assertThat(request.headers().first("Host")).isEqualTo("localhost");
    assertThat(request.headers().first("x-amz-server-side-encryption")).isEqualTo("aws:kms");
    assertThat(request.headers().first("x-amz-acl")).isEqualTo("private");
    assertThat(request.headers().first("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
    // One char for each byte on the wire.
    assertThat(request.headers().first("x-amz-meta-name")).isEqualTo("Ã¼");
  }

  /**
   * SDKs presign before there is a body: what they put here is the checksum of an empty one (AWS
   * SDK for JavaScript 3.729 and later, by default).
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-checksum-crc32=AAAAAA%3D%3D&x-amz-sdk-checksum-algorithm=CRC32",
        "X-Amz-Checksum-Crc32=AAAAAA%3D%3D&X-Amz-Sdk-Checksum-Algorithm=CRC32",
        "X-Amz-Sdk-Checksum-Algorithm=CRC32",
        "x-amz-checksum-crc64nvme=AAAAAAAAAAA%3D"
      })
  void takesAChecksumInTheQueryForNoPromiseAboutTheBody(String parameters) {
    HeaderList sent = HeaderList.of("Content-Length", "3", "x-amz-checksum-sha1", "abc");

    S3Request request =
        route("PUT", SIGNATURE + "&" + parameters + "&x-amz-meta-a=b&X-Amz-Acl=private", sent);

    assertThat(request.headers())
        .extracting(Map.Entry::getKey)
        .containsExactly("Content-Length", "x-amz-checksum-sha1", "x-amz-meta-a", "X-Amz-Acl");
  }

  @Test
  void asksForAChecksumInTheQuery() {
    S3Request request = route("GET", SIGNATURE + "&x-amz-checksum-mode=ENABLED", new HeaderList());

    assertThat(request.headers().first("x-amz-checksum-mode")).isEqualTo("ENABLED");
  }

  @Test
  void knowsNoChecksumInTheQueryWithoutASignature() {
    assertThat(
            Refusal.of(() -> route("PUT", "x-amz-checksum-crc32=AAAAAA%3D%3D", new HeaderList()))
                .code())
        .isEqualTo("NotImplemented");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-write-offset-bytes=3",
        "x-amz-server-side-encryption-new=1",
        "X-Amz-Region-Set=*",
        "x-amz-meta-sealgate=AAAA",
        "x-amz-checksum-crc16=AAA%3D",
        "x-amz-meta-a=%0D%0Ax-amz-acl:public-read"
      })
  void checksThemAsHeaders(String parameter) {
    assertThat(Refusal.of(() -> route("PUT", SIGNATURE + "&" + parameter, new HeaderList())).code())
        .isIn("NotImplemented", "InvalidArgument");
  }

  /** Whatever else the query can hold, no head can. */
  @ParameterizedTest
  @CsvSource({
    "x-amz-meta-a%20b, x-amz-meta-a b",
    "x-amz-meta-a%3Ab, x-amz-meta-a:b",
    "x-amz-meta-%0Aa, 'x-amz-meta-\na'",
    "x-amz-meta-%00, 'x-amz-meta-\0'",
    "x-amz-meta-%D0%BA, x-amz-meta-\u043a",
    "x-amz-meta-%C3%BC, x-amz-meta-\u00fc",
    "x-amz-meta-a%2Fb, x-amz-meta-a/b",
    "X-Amz-%7F, 'X-Amz-\177'"
  })
  void refusesANameThatNoHeaderHas(String sent, String name) {
    assertThat(Refusal.of(() -> route("PUT", SIGNATURE + "&" + sent + "=1", new HeaderList())))
        .isEqualTo(
            new Refusal(
                "InvalidArgument",
                "A query parameter that stands for a header is not the name of one.",
                Map.of("ArgumentName", name)));
  }

  @Test
  void takesEveryNameThatAHeaderMayHave() {
    String name = "x-amz-meta-09AZaz!#$%&'*+-.^_`|~";
    String sent = "x-amz-meta-09AZaz!%23$%25%26'*%2B-.%5E_%60%7C~";

    S3Request request = route("PUT", SIGNATURE + "&" + sent + "=1", new HeaderList());

    assertThat(request.headers()).containsExactly(Map.entry(name, "1"));
  }

  @Test
  void readsACopySourceInTheQueryAsTheHeaderThatItStandsFor() {
    S3Request copy = route("PUT", SIGNATURE + "&X-Amz-Copy-Source=%2Falbums%2Fb", new HeaderList());

    assertThat(copy.operation()).isEqualTo(S3Operation.COPY_OBJECT);
    assertThat(copy.headers().first("x-amz-copy-source")).isEqualTo("/albums/b");
  }

  @Test
  void refusesAHeaderThatIsInTheQueryToo() {
    assertThat(
            Refusal.of(() ->
                    route(
                        "PUT",
                        SIGNATURE + "&x-amz-server-side-encryption=aws%3Akms",
                        HeaderList.of("x-amz-server-side-encryption", "AES256")))
                .code())
        .isEqualTo("InvalidArgument");
  }

  @Test
  void refusesParametersOfASignatureThatIsNotThere() {
    assertThat(Refusal.of(() -> route("GET", "X-Amz-Expires=60", new HeaderList())).code())
        .isEqualTo("NotImplemented");
  }

  private static S3Request route(String method, String query, HeaderList headers) {
    return ROUTER.route(new RequestHead(method, "/photos/a", query, headers));
  }
}
