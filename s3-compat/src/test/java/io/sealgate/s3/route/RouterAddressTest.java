package io.sealgate.s3.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.s3.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bucket and key a request names, and which none may name. */
class RouterAddressTest {

  private static final Router ROUTER = new Router("s3.example.org", "sealgate-system");

  @Test
  void hidesTheSystemBucket() {
    for (String method : new String[] {"GET", "HEAD", "DELETE"}) {
      assertThat(Refusal.of(() -> route(method, "/sealgate-system")).code())
          .isEqualTo("NoSuchBucket");
      assertThat(Refusal.of(() -> route(method, "/%73ealgate-system/uploads/x")).code())
          .isEqualTo("NoSuchBucket");
    }
    assertThat(Refusal.of(() -> route("PUT", "/sealgate-system")).code()).isEqualTo("AccessDenied");
    assertThat(Refusal.of(() -> route("PUT", "/sealgate-system/x")).code())
        .isEqualTo("NoSuchBucket");
    assertThat(ROUTER.hides("sealgate-system")).isTrue();
    assertThat(ROUTER.hides("photos")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/minio/admin/v3/info", "/minio/health/live", "/rustfs/admin/v3/info"})
  void reachesNoStoresAdministration(String path) {
    assertThat(Refusal.of(() -> route("GET", path)).code()).isEqualTo("NoSuchBucket");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "photos.s3.example.org       | /a/b | photos | a/b",
        "photos.s3.example.org:8443  | /a   | photos | a",
        "PHOTOS.S3.Example.ORG       | /a   | photos | a",
        "my.photos.s3.example.org    | //   | my.photos | /",
        "photos.s3.example.org       | /    | photos |",
        "s3.example.org              | /b-1/c | b-1  | c",
        "s3.example.org:80           | /b-1/c | b-1  | c",
        "photos.s3.example.org.evil  | /b-1/c | b-1  | c",
        "xs3.example.org             | /b-1/c | b-1  | c",
        "127.0.0.1:8080              | /b-1/c | b-1  | c",
        "[::1]:8080                  | /b-1/c | b-1  | c",
      })
  void readsTheBucketFromHostOrPath(String host, String path, String bucket, @Nullable String key) {
    S3Request request = ROUTER.route(new RequestHead("GET", path, "", HeaderList.of("Host", host)));

    assertThat(request.bucket()).isEqualTo(bucket);
    assertThat(request.key()).isEqualTo(key == null ? "" : key);
  }

  @Test
  void readsNoBucketFromTheHostWithoutADomain() {
    S3Request request =
        new Router(null, "sealgate-system")
            .route(
                new RequestHead("GET", "/photos/a", "", HeaderList.of("Host", "x.s3.example.org")));

    assertThat(request.bucket()).isEqualTo("photos");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "photos/a", "http://s3.example.org/photos/a"})
  void refusesTargetsThatAreNoPath(String target) {
    assertThat(Refusal.of(() -> route("GET", target)).code()).isEqualTo("InvalidURI");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//", "//photos", "/..", "/../photos/a", "/.minio.sys/a", "/Photos"})
  void refusesWhatIsNoBucketName(String path) {
    assertThat(Refusal.of(() -> route("GET", path)).code()).isEqualTo("InvalidBucketName");
  }

  private static S3Request route(String method, String path) {
    return ROUTER.route(new RequestHead(method, path, "", new HeaderList()));
  }
}
