package io.sealgate.s3.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sealgate.auth.HeaderList;
import io.sealgate.s3.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionalObjectAttributesTest {

  private static final String HEADER = "x-amz-optional-object-attributes";

  @Test
  void needNotBeAskedFor() {
    assertThatCode(() -> OptionalObjectAttributes.check(new HeaderList()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RestoreStatus", " RestoreStatus ", "RestoreStatus,RestoreStatus"})
  void areTheStateOfARestoration(String value) {
    assertThatCode(() -> OptionalObjectAttributes.check(HeaderList.of(HEADER, value)))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> OptionalObjectAttributes.check(HeaderList.of(HEADER, value, HEADER, value)))
        .doesNotThrowAnyException();
  }

  @Test
  void areRefusedWhereS3KnowsThemNot() {
    for (String value :
        new String[] {"", "restorestatus", "RestoreStatus,", "RestoreStatus,Other"}) {
      assertThat(
              Refusal.of(() -> OptionalObjectAttributes.check(HeaderList.of(HEADER, value))).code())
          .as(value)
          .isEqualTo("InvalidArgument");
    }
    HeaderList secondLine = HeaderList.of(HEADER, "RestoreStatus", HEADER, "Owner");
    assertThat(Refusal.of(() -> OptionalObjectAttributes.check(secondLine)))
        .isEqualTo(
            new Refusal(
                "InvalidArgument",
                "Invalid attribute name specified.",
                Map.of("ArgumentName", HEADER, "ArgumentValue", "Owner")));
  }
}
