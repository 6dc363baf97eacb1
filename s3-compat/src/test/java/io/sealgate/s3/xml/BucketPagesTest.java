package io.sealgate.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.route.QueryParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ListBuckets shows what it is asked for, whatever the store knows of its parameters. */
class BucketPagesTest {

  private static final byte[] BACKEND =
      Xml.utf8(
          "<ListAllMyBucketsResult><Buckets>"
              + bucket("pets")
              + bucket("hidden")
              + bucket("plain-b")
              + bucket("attic")
              + bucket("plain-a")
              + "</Buckets></ListAllMyBucketsResult>");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-                                                  | attic pets plain-a plain-b | -",
        "prefix=                                            | attic pets plain-a plain-b | -",
        "prefix=p                                           | pets plain-a plain-b       | -",
        "prefix=plain                                       | plain-a plain-b            | -",
        "prefix=none                                        | ''                         | -",
        "max-buckets=1                                      | attic                      | attic",
        "max-buckets=1&continuation-token=attic             | pets                       | pets",
        "max-buckets=2&continuation-token=pets              | plain-a plain-b            | -",
        "max-buckets=4                                      | attic pets plain-a plain-b | -",
        "max-buckets=10000                                  | attic pets plain-a plain-b | -",
        "max-buckets=1&prefix=p                             | pets                       | pets",
        "max-buckets=1&prefix=p&continuation-token=pets     | plain-a                    | plain-a",
        "max-buckets=1&prefix=p&continuation-token=plain-a  | plain-b                    | -",
      },
      delimiter = '|')
  void showsThePageThatIsAskedFor(@Nullable String query, String names, @Nullable String token) {
    BucketsAsked asked = BucketsAsked.of(QueryParameters.parse(query == null ? "" : query));
    String shown = Xml.text(rewritten(asked));
    StringBuilder expected = new StringBuilder("<Buckets>");
    for (String name : names.isEmpty() ? new String[0] : names.split(" ", -1)) {
      expected.append(bucket(name));
    }
    expected.append("</Buckets>");
    if (token != null) {
      expected.append("<ContinuationToken>").append(token).append("</ContinuationToken>");
    }
    if (asked.prefix() != null) {
      expected.append("<Prefix>").append(asked.prefix()).append("</Prefix>");
    }
    assertThat(shown).endsWith(expected + "</ListAllMyBucketsResult>");
  }

  @Test
  void knowsOneRegion() {
    BucketsAsked asked = BucketsAsked.of(QueryParameters.parse("bucket-region=eu-west-1"));
    assertThat(asked.isOf("eu-west-1")).isTrue();
    assertThat(asked.isOf("us-east-1")).isFalse();
    assertThat(BucketsAsked.ALL.isOf("us-east-1")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10001", "-1", "", "x", "1x", "99999999999999999999"})
  void refusesPagesOfAnotherSize(String most) {
    S3Exception refusal =
        catchThrowableOfType(
            S3Exception.class, () -> BucketsAsked.of(QueryParameters.parse("max-buckets=" + most)));
    assertThat(refusal.error()).isEqualTo(S3Error.INVALID_ARGUMENT);
    assertThat(refusal.details()).containsEntry("ArgumentValue", most);
  }

  private static byte[] rewritten(BucketsAsked asked) {
    return ListBucketsResult.rewrite(
        BACKEND, name -> !name.equals("hidden"), asked, new Owner("1", null));
  }

  private static String bucket(String name) {
    return "<Bucket><Name>" + name + "</Name></Bucket>";
  }
}
