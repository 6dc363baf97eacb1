package io.sealgate.s3.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CopySourceTest {

  private static final Router ROUTER = new Router("s3.example.org", "sealgate-system");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "/photos/a               | photos | a            |",
        "photos/a                | photos | a            |",
        "/photos/a/b//c          | photos | a/b//c       |",
        "photos//a               | photos | /a           |",
        "photos%2Fa              | photos | a            |",
        "%2Fphotos%2Fa%2Fb       | photos | a/b          |",
        "/photos/a%20b+c%2Bd e   | photos | a b c+d e    |",
        "/photos/a%252Fb         | photos | a%2Fb        |",
        "/photos/a%3FversionId=1 | photos | a?versionId=1 |",
        "/photos/%C3%BC          | photos | \u00fc       |",
        "/photos/\u00c3\u00bc   | photos | \u00fc       |",
        "/photos/a?versionId=v1  | photos | a            | v1",
        "photos/a?versionId=null | photos | a            | null",
        "/photos/a?versionId=a%2Bb | photos | a          | a+b",
      })
  void readsBucketKeyAndVersion(
      String header, String bucket, String key, @Nullable String versionId) {
    assertThat(CopySource.parse(header)).isEqualTo(new CopySource(bucket, key, versionId));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                    | Copy Source must mention the source bucket and key:"
            + " sourcebucket/sourcekey",
        "/                     | Copy Source must mention the source bucket and key:"
            + " sourcebucket/sourcekey",
        "photos                | Copy Source must mention the source bucket and key:"
            + " sourcebucket/sourcekey",
        "/photos               | Copy Source must mention the source bucket and key:"
            + " sourcebucket/sourcekey",
        "?versionId=1          | Copy Source must mention the source bucket and key:"
            + " sourcebucket/sourcekey",
        "/photos/              | Invalid copy source object key",
        "photos/?versionId=1   | Invalid copy source object key",
        "//photos/a            | Invalid copy source bucket name",
        "/Photos/a             | Invalid copy source bucket name",
        "/../photos/a          | Invalid copy source bucket name",
        "/.minio.sys/a         | Invalid copy source bucket name",
        "http://host/photos/a  | Invalid copy source bucket name",
        "/photos/a%            | Invalid copy source encoding.",
        "/photos/a%2           | Invalid copy source encoding.",
        "/photos/a%zz          | Invalid copy source encoding.",
        "/photos/%FF           | Invalid copy source encoding.",
        "/photos/%C0%AF        | Invalid copy source encoding.",
        "/photos/a?            | Invalid copy source encoding.",
        "/photos/a?x=1         | Invalid copy source encoding.",
        "/photos/a?acl&versionId=1 | Invalid copy source encoding.",
        "/photos/a?versionId=1&x=2 | Invalid copy source encoding.",
        "/photos/a?versionId=%2 | Invalid copy source encoding.",
      })
  void refusesWhatNamesNoObject(String header, String message) {
    assertThat(Refusal.of(() -> CopySource.parse(header)))
        .isEqualTo(
            new Refusal(
                "InvalidArgument",
                message,
                Map.of("ArgumentName", "x-amz-copy-source", "ArgumentValue", header)));
  }

  @Test
  void refusesControlChars() {
    assertThat(Refusal.of(() -> CopySource.parse("/photos/a\tb")).message())
        .isEqualTo("Invalid copy source encoding.");
  }

  @ParameterizedTest
  @CsvSource({
    "/photos/a?versionId=, Version id cannot be the empty string, ''",
    "/photos/a?versionId=a%20b, Invalid version id specified, a b",
    "/photos/a?versionId=a+b, Invalid version id specified, a b",
  })
  void refusesWhatIsNoVersion(String header, String message, String versionId) {
    assertThat(Refusal.of(() -> CopySource.parse(header)))
        .isEqualTo(
            new Refusal(
                "InvalidArgument",
                message,
                Map.of("ArgumentName", "versionId", "ArgumentValue", versionId)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:s3:us-west-2:123456789012:accesspoint/mine/object/key",
        "arn%3Aaws%3As3%3Aus-west-2%3A123456789012%3Aaccesspoint%2Fmine%2Fobject%2Fkey"
      })
  void refusesAccessPointsByName(String header) {
    assertThat(Refusal.of(() -> CopySource.parse(header)))
        .isEqualTo(
            new Refusal(
                "NotImplemented",
                "Copying from an access point is not implemented.",
                Map.of("Header", "x-amz-copy-source")));
  }

  @Test
  void refusesKeysThatNoRequestMayName() {
    assertThat(Refusal.of(() -> CopySource.parse("photos/" + "a".repeat(1025))).code())
        .isEqualTo("KeyTooLongError");
    assertThat(Refusal.of(() -> CopySource.parse("photos/a/../../sealgate-system/x")).code())
        .isEqualTo("InvalidURI");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sealgate-system/x",
        "sealgate-system/x?versionId=1",
        "sealgate-system%2Fx",
        "%2Fsealgate%2Dsystem/x",
        "/minio/admin"
      })
  void copiesNothingOutOfBucketsThatAreHidden(String header) {
    for (String query : new String[] {"", "uploadId=x&partNumber=1"}) {
      HeaderList headers = HeaderList.of("x-amz-copy-source", header);
      RequestHead head = new RequestHead("PUT", "/photos/a", query, headers);
      assertThat(Refusal.of(() -> ROUTER.route(head)).code()).isEqualTo("NoSuchBucket");
    }
    String presigned = "X-Amz-Algorithm=x&x-amz-copy-source=" + PercentEncoding.encodeQuery(header);
    RequestHead head = new RequestHead("PUT", "/photos/a", presigned, new HeaderList());
    assertThat(Refusal.of(() -> ROUTER.route(head)).code()).isEqualTo("NoSuchBucket");
  }

  @Test
  void namesTheSourceToABackend() {
    CopySource source = new CopySource("photos", "a b+c/\u00fc?%", null);

    assertThat(source.headerValue()).isEqualTo("/photos/a%20b%2Bc/%C3%BC%3F%25");
    assertThat(source.withVersion("v+1").headerValue())
        .isEqualTo("/photos/a%20b%2Bc/%C3%BC%3F%25?versionId=v%2B1");
    assertThat(source.isAt("photos", "a b+c/\u00fc?%")).isTrue();
    assertThat(source.isAt("photos", "a")).isFalse();
    assertThat(source.isAt("albums", "a b+c/\u00fc?%")).isFalse();
  }

  @FuzzTest
  void namesOneObjectOrRefuses(byte[] input) {
    String header = new String(input, StandardCharsets.ISO_8859_1);
    CopySource source;
    try {
      source = CopySource.parse(header);
    } catch (S3Exception refused) {
      assertThat(refused.error().status()).isIn(400, 501);
      return;
    }
    assertThat(source.key()).isNotEmpty();
    assertThat(BucketName.requireValid(source.bucket())).doesNotContain("/");
    assertThat(ObjectKey.requireValid(source.key())).isEqualTo(source.key());
    assertThat(source.headerValue()).matches("[!-~]+");
    assertThat(CopySource.parse(source.headerValue())).isEqualTo(source);
  }
}
