package io.sealgate.s3.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.S3Operation.Scope;
import java.nio.charset.StandardCharsets;

/**
 * Any request head: lines of method, path, query, and headers. It becomes a request that names one
 * visible thing, or a refusal, and nothing else.
 */
final class RouterFuzzTest {

  private static final Router ROUTER = new Router("s3.example.org", "sealgate-system");

  @FuzzTest
  void routesOrRefuses(byte[] input) {
    String[] lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", -1);
    if (lines.length < 3) {
      return;
    }
    HeaderList headers = new HeaderList();
    for (int i = 3; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.add(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
      }
    }
    S3Request request;
    try {
      request = ROUTER.route(new RequestHead(lines[0], lines[1], lines[2], headers));
    } catch (S3Exception refused) {
      assertThat(refused.error().status()).isBetween(400, 501);
      return;
    }
    assertThat(request.operation().isServed()).isTrue();
    assertThat(request.operation().method()).isEqualTo(lines[0]);
    assertThat(request.key().isEmpty()).isEqualTo(request.operation().scope() != Scope.OBJECT);
    assertThat(request.key().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
    assertThat(ROUTER.hides(request.bucket())).isFalse();
    String encoded = PercentEncoding.encodePath(request.key());
    assertThat(PercentEncoding.decode(encoded, 0, encoded.length())).isEqualTo(request.key());
    assertThat(request.headers().contains("x-amz-copy-source"))
        .isEqualTo(request.operation().subResource().endsWith("+x-amz-copy-source"));
    assertThat(request.headers().first("x-amz-meta-sealgate")).isNull();
  }
}
