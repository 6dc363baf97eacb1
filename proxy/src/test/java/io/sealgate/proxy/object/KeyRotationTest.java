package io.sealgate.proxy.object;

import static io.sealgate.proxy.object.KeysFixture.ALIAS;
import static io.sealgate.proxy.object.KeysFixture.CLIENT;
import static io.sealgate.proxy.object.KeysFixture.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.kms.embedded.DefaultKeys;
import io.sealgate.proxy.config.BucketPattern;
import io.sealgate.proxy.config.EncryptionMode;
import io.sealgate.proxy.config.EncryptionRule;
import io.sealgate.s3.sse.AllowedKeys;
import io.sealgate.s3.sse.ClientContext;
import io.sealgate.s3.sse.EffectiveEncryption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an alias that moves does to objects where a rule says which keys may be used. */
final class KeyRotationTest {

  private static final String REFUSAL = "The KMS key is not one of those that may be used here.";

  @TempDir Path folder;

  @Test
  void goesOnWritingWhenTheNameIsLookedUpAgainBeforeTheDataKeyExpires() {
    try (KeysFixture keys = new KeysFixture(folder, List.of(requiring()))) {
      String old = keyArn(keys.sealed(keys.single(ALIAS)));
      keys.moveAlias(keys.newKey());
      keys.arns.refresh();

      assertThat(keyArn(keys.sealed(keys.single(ALIAS)))).isEqualTo(old);
    }
  }

  @Test
  void goesOnWritingWhenTheDataKeyExpiresBeforeTheNameIsLookedUpAgain() {
    try (KeysFixture keys = new KeysFixture(folder, List.of(requiring()))) {
      keys.sealed(keys.single(ALIAS));
      String another = keys.newKey();
      keys.moveAlias(another);
      keys.cache.invalidate(ALIAS);

      assertThat(keyArn(keys.sealed(keys.single(ALIAS)))).isEqualTo(another);
      assertThat(keyArn(keys.sealed(keys.dual(ALIAS)))).isEqualTo(another);
    }
  }

  @Test
  void readsOldAndNewObjectsThroughoutWhenBothKeysAreListed() {
    Envelope before;
    String old;
    String another;
    try (KeysFixture keys = new KeysFixture(folder, List.of(requiring()))) {
      before = keys.sealed(keys.single(ALIAS));
      old = keyArn(before);
      another = keys.newKey();
    }
    try (KeysFixture keys = new KeysFixture(folder, List.of(requiring(ALIAS, old, another)))) {
      keys.moveAlias(another);
      Envelope after = keys.sealed(keys.single(ALIAS));
      keys.open(before);
      keys.open(after);
      keys.arns.refresh();
      keys.open(before);
      keys.open(after);
    }
  }

  @Test
  void sealsUnderNoOtherKeyThanAllowed() {
    try (KeysFixture keys =
        new KeysFixture(folder, List.of(requiring(ALIAS, DefaultKeys.SERVICE_ALIAS)))) {
      String allowed = keyArn(keys.sealed(keys.single(ALIAS)));
      String other = keys.newKey();

      assertThat(keyArn(keys.sealed(keys.single(allowed)))).isEqualTo(allowed);
      assertThatThrownBy(() -> keys.sealed(keys.single(other))).hasMessageContaining(REFUSAL);
      assertThatThrownBy(() -> keys.sealed(keys.dual(other))).hasMessageContaining(REFUSAL);
      assertThatThrownBy(() -> keys.sealed(keys.single(DefaultKeys.SERVICE_ALIAS)))
          .hasMessageContaining("The service key serves SSE-S3 only.");
    }
  }

  @Test
  void opensNothingUnderAKeyThatIsNotAllowed() {
    try (KeysFixture keys = new KeysFixture(folder, List.of(requiring()))) {
      Envelope forged = keys.sealed(anywhere(keys.newKey()));

      assertThatThrownBy(() -> keys.open(forged)).hasMessageContaining(REFUSAL);
    }
  }

  @Test
  void takesAnAliasForTheKeyOfThatNameInTheAccountOfWhoeverAsks() {
    try (KeysFixture keys = new KeysFixture(folder, List.of(requiring()))) {
      Envelope own = keys.sealed(keys.single(ALIAS));
      Envelope others = keys.sealing(keys.single(ALIAS), STRANGER).toCompletableFuture().join();

      assertThat(keyArn(others)).contains(":" + STRANGER.accountId() + ":");
      keys.open(own, "key", CLIENT);
      keys.open(others, "key", STRANGER);
      assertThatThrownBy(() -> keys.open(own, "key", STRANGER)).hasMessageContaining(REFUSAL);
      assertThatThrownBy(() -> keys.open(others, "key", CLIENT)).hasMessageContaining(REFUSAL);
    }
  }

  /** As an attacker seals who may use some key, but not here. */
  private static EffectiveEncryption anywhere(String keyId) {
    return new EffectiveEncryption.SseKms(keyId, ClientContext.NONE, true, AllowedKeys.EVERY);
  }

  private static EncryptionRule requiring(String... allowedKeys) {
    return new EncryptionRule(
        new BucketPattern("*"),
        "",
        new EncryptionMode.SseKms(ALIAS, true),
        true,
        List.of(allowedKeys),
        false);
  }

  private static String keyArn(Envelope envelope) {
    return ((Wrapping.Kms) envelope.fields().wrapping()).keyArn();
  }
}
