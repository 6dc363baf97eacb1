package io.sealgate.s3.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sealgate.s3.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AllowedKeysTest {

  private static final String ARN =
      "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  @Test
  void acceptsAKeyByEachOfItsNames() {
    Map<String, String> aliases =
        Map.of("alias/a", ARN, "arn:aws:kms:eu-west-1:123456789012:alias/a", ARN);

    for (String name :
        List.of(
            ARN,
            "1234abcd-12ab-34cd-56ef-1234567890ab",
            "alias/a",
            "arn:aws:kms:eu-west-1:123456789012:alias/a")) {
      AllowedKeys keys = AllowedKeys.of(List.of("other", name));
      assertThat(keys.accepts(ARN, alias -> aliases.getOrDefault(alias, ""))).as(name).isTrue();
    }
  }

  @Test
  void refusesEveryOtherKey() {
    AllowedKeys keys = AllowedKeys.of(List.of("90ab", "alias/b", "key/90ab"));

    assertThat(keys.accepts(ARN, _ -> ARN + "x")).isFalse();
    assertThat(AllowedKeys.of(List.of()).accepts(ARN, AllowedKeysTest::noAlias)).isFalse();
    assertThat(Refusal.of(() -> keys.require(ARN, _ -> "")).code()).isEqualTo("AccessDenied");
  }

  @Test
  void asksForAliasesOnlyWhenNoNameTellsByItself() {
    AllowedKeys keys = AllowedKeys.of(List.of("alias/a", ARN));

    assertThat(keys.accepts(ARN, AllowedKeysTest::noAlias)).isTrue();
    assertThat(AllowedKeys.EVERY.accepts(ARN, AllowedKeysTest::noAlias)).isTrue();
  }

  @Test
  void allowsToSealWhatKmsAnswersForAnAllowedName() {
    AllowedKeys keys = AllowedKeys.of(List.of("alias/a"));

    keys.requireToSeal("alias/a", ARN, AllowedKeysTest::noAlias);
    keys.requireToSeal(ARN, ARN, _ -> ARN);
    for (String name : List.of(ARN, "alias/b", "arn:aws:kms:eu-west-1:210987654321:alias/a")) {
      assertThat(Refusal.of(() -> keys.requireToSeal(name, ARN, _ -> "")).code())
          .as(name)
          .isEqualTo("AccessDenied");
    }
  }

  static String noAlias(String alias) {
    return fail("nobody should ask for " + alias);
  }
}
