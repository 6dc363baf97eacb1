package io.sealgate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CredentialStoreTest {

  private static final byte[] SECRET = "s3cr3t-never-shown".getBytes(StandardCharsets.UTF_8);

  @Test
  void findsWhatItWasGivenAndNothingElse() {
    Identity app = identity("app", "AKIA1");
    Identity backup = identity("backup", "AKIA2");
    CredentialStore store = CredentialStore.of(List.of(app, backup));

    assertThat(store.find("AKIA1")).isSameAs(app);
    assertThat(store.find("AKIA2")).isSameAs(backup);
    assertThat(store.find("akia1")).isNull();
    assertThat(store.find("")).isNull();
  }

  @Test
  void refusesAnAccessKeyThatIsConfiguredTwice() {
    List<Identity> twice = List.of(identity("app", "AKIA1"), identity("backup", "AKIA1"));

    assertThatThrownBy(() -> CredentialStore.of(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AKIA1");
  }

  @Test
  void refusesAPrincipalOfAnotherAccessKey() {
    Credentials credentials = new Credentials("AKIA1", SECRET);
    Principal other = new Principal("app", "123456789012", "AKIA2");

    assertThatThrownBy(() -> new Identity(credentials, other))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesCredentialsWithoutIdOrSecret() {
    assertThatThrownBy(() -> new Credentials("", SECRET))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Credentials("AKIA1", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void neverShowsTheSecret() {
    Identity app = identity("app", "AKIA1");

    assertThat(app.toString()).contains("AKIA1").doesNotContain("s3cr3t");
  }

  @Test
  void keepsItsOwnCopyOfTheSecretAndForgetsIt() {
    byte[] given = SECRET.clone();
    Credentials credentials = new Credentials("AKIA1", given);
    given[0] = 0;
    credentials.secret()[1] = 0;
    assertThat(credentials.secret()).isEqualTo(SECRET);

    credentials.destroy();
    assertThat(credentials.isDestroyed()).isTrue();
    assertThatThrownBy(credentials::secret).isInstanceOf(IllegalStateException.class);
  }

  private static Identity identity(String name, String accessKeyId) {
    return new Identity(
        new Credentials(accessKeyId, SECRET), new Principal(name, "123456789012", accessKeyId));
  }
}
