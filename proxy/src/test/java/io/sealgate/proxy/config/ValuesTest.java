package io.sealgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that configurations are made of. */
final class ValuesTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8080, 127.0.0.1, 8080",
    "localhost:0, localhost, 0",
    "[::1]:65535, ::1, 65535",
    "0.0.0.0:00080, 0.0.0.0, 80"
  })
  void addressesAreReadAndShown(String text, String host, int port) {
    assertThat(Address.parse(text)).isEqualTo(new Address(host, port));
    assertThat(Address.parse(Address.parse(text).toString())).isEqualTo(Address.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "host",
        "host:",
        "host:x",
        "host:65536",
        "host:000080",
        "::1:80",
        "[::1]",
        "[host]:80",
        "[]:80",
        "ho st:80",
        "host/x:80",
        "host:-1"
      })
  void otherAddressesAreRefused(String text) {
    assertThatThrownBy(() -> Address.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.128/25, 10.1.2.127, false",
    "10.1.2.128/25, 10.1.2.128, true",
    "0.0.0.0/0, 192.0.2.1, true",
    "0.0.0.0/0, ::1, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "192.0.2.1, ::ffff:192.0.2.1, true",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false"
  })
  void rangesContainTheirAddresses(String range, String address, boolean contained) {
    assertThat(IpRange.parse(range).contains(InetAddress.ofLiteral(address))).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/8/8",
        "10.0.0.1/8",
        "example.org",
        "::1/129"
      })
  void otherRangesAreRefused(String text) {
    assertThatThrownBy(() -> IpRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "legacy-*, legacy-, true",
    "legacy-*, legacy-a, true",
    "legacy-*, legacy, false",
    "*, anything, true",
    "a*b*c, aXbXbc, true",
    "a*b*c, aXbX, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "exact, exact, true",
    "exact, exactly, false",
    "*-log, app-log-log, true"
  })
  void patternsMatchWholeNames(String pattern, String name, boolean matches) {
    assertThat(new BucketPattern(pattern).matches(name)).isEqualTo(matches);
  }

  @Test
  void patternsWithManyStarsTakeNoTime() {
    assertThat(new BucketPattern("*a".repeat(100) + "b").matches("a".repeat(63))).isFalse();
  }

  @Test
  void secretsAreCopiedRedactedAndErased() {
    byte[] bytes = {1, 2, 3};
    Secret secret = Secret.of(bytes);
    bytes[0] = 9;
    assertThat(secret.bytes()).containsExactly(1, 2, 3);
    assertThat(secret).isEqualTo(Secret.of(new byte[] {1, 2, 3})).isNotEqualTo(Secret.ofText("x"));
    assertThat(secret).hasToString("Secret[redacted]");
    secret.close();
    assertThat(secret.bytes()).containsExactly(0, 0, 0);
    assertThatThrownBy(() -> Secret.of(new byte[0])).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFirstRuleThatMatchesDecides() {
    EncryptionRule pii = rule("legacy-*", "pii/");
    EncryptionRule legacy = rule("legacy-*", "");
    EncryptionConfig config =
        new EncryptionConfig(
            "alias/s", "alias/d", new EncryptionMode.SseS3(), List.of(pii, legacy), false, true);
    assertThat(config.ruleFor("legacy-a", "pii/x")).containsSame(pii);
    assertThat(config.ruleFor("legacy-a", "x")).containsSame(legacy);
    assertThat(config.ruleFor("other", "pii/x")).isEmpty();
    assertThat(config.ruleFor("legacy-a")).containsSame(legacy);
  }

  private static EncryptionRule rule(String bucket, String prefix) {
    return new EncryptionRule(
        new BucketPattern(bucket), prefix, new EncryptionMode.SseS3(), false, List.of(), true);
  }
}
