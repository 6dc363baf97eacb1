package io.sealgate.s3.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentEncodingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          aws-chunked         | none
          AWS-Chunked         | none
          aws-chunked,        | none
          gzip                | gzip
          gzip,aws-chunked    | gzip
          aws-chunked, gzip   | gzip
          gzip, aws-chunked,br| gzip,br
          gzip , br           | gzip , br
          x-aws-chunked       | x-aws-chunked
          """)
  void storesEveryCodingButAwsChunked(String sent, String stored) {
    assertThat(ContentEncoding.stored(HeaderList.of("Content-Encoding", sent))).isEqualTo(stored);
  }

  @Test
  void readsSeveralLinesAsOne() {
    HeaderList headers =
        HeaderList.of("content-encoding", "aws-chunked", "content-encoding", "gzip");
    assertThat(ContentEncoding.stored(headers)).isEqualTo("gzip");
    assertThat(ContentEncoding.isAwsChunked(headers)).isTrue();
  }

  @Test
  void storesNothingWhereNothingWasSent() {
    assertThat(ContentEncoding.stored(new HeaderList())).isNull();
  }
}
