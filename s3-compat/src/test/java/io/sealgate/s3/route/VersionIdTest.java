package io.sealgate.s3.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.s3.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VersionIdTest {

  @Test
  void readsTheVersionOrNone() {
    assertThat(VersionId.in(QueryParameters.NONE)).isNull();
    assertThat(VersionId.in(QueryParameters.parse("versionId=null"))).isEqualTo("null");
    assertThat(VersionId.in(QueryParameters.parse("acl&versionId=A.1_Y-%2B"))).isEqualTo("A.1_Y-+");
    String longest = "v".repeat(1024);
    assertThat(VersionId.in(QueryParameters.parse("versionId=" + longest))).isEqualTo(longest);
  }

  @ParameterizedTest
  @CsvSource({
    "versionId, Version id cannot be the empty string, ''",
    "versionId=, Version id cannot be the empty string, ''",
    "versionId=a%20b, Invalid version id specified, a b",
    "versionId=%C3%BC, Invalid version id specified, ü",
  })
  void refusesWhatIsNoVersion(String query, String message, String value) {
    assertThat(Refusal.of(() -> VersionId.in(QueryParameters.parse(query))))
        .isEqualTo(
            new Refusal(
                "InvalidArgument",
                message,
                Map.of("ArgumentName", "versionId", "ArgumentValue", value)));
  }

  @Test
  void refusesWhatIsTooLongOrNotVisible() {
    for (String id : new String[] {"v".repeat(1025), "a%00", "a%7F", "a%0A"}) {
      assertThat(Refusal.of(() -> VersionId.in(QueryParameters.parse("versionId=" + id))).message())
          .isEqualTo("Invalid version id specified");
    }
  }
}
