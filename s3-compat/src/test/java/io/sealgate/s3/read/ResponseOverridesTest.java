package io.sealgate.s3.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.s3.route.QueryParameters;
import org.junit.jupiter.api.Test;

final class ResponseOverridesTest {

  @Test
  void replacesTheSixHeadersAndNoOthers() {
    HeaderList answer =
        HeaderList.of("Content-Type", "a/b", "Cache-Control", "private", "ETag", "\"e\"");

    ResponseOverrides.apply(
        QueryParameters.parse(
            "response-content-type=text%2Fplain&response-content-disposition=attachment"
                + "&response-content-encoding=gzip&response-content-language=de"
                + "&response-cache-control=no-cache&response-expires=%C3%BC&x-id=GetObject"),
        answer);

    assertThat(answer.all("Content-Type")).containsExactly("text/plain");
    assertThat(answer.all("Cache-Control")).containsExactly("no-cache");
    assertThat(answer.first("Content-Disposition")).isEqualTo("attachment");
    assertThat(answer.first("Content-Encoding")).isEqualTo("gzip");
    assertThat(answer.first("Content-Language")).isEqualTo("de");
    // One char for each byte on the wire.
    assertThat(answer.first("Expires")).isEqualTo("Ã¼");
    assertThat(answer.first("ETag")).isEqualTo("\"e\"");
  }

  @Test
  void leavesTheAnswerAloneWithoutParameters() {
    HeaderList answer = HeaderList.of("Content-Type", "a/b");

    ResponseOverrides.apply(QueryParameters.NONE, answer);

    assertThat(answer).hasSize(1);
  }
}
