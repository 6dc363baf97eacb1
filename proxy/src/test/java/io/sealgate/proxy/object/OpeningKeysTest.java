package io.sealgate.proxy.object;

import static io.sealgate.proxy.object.KeysFixture.ALIAS;
import static io.sealgate.proxy.object.KeysFixture.BUCKET;
import static io.sealgate.proxy.object.KeysFixture.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.EnvelopeFields;
import io.sealgate.crypto.envelope.EnvelopeSealer;
import io.sealgate.crypto.envelope.ObjectLocation;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.ObjectSecrets;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not open because of its stored form counts as tampering; what KMS refuses does not. */
final class OpeningKeysTest {

  @TempDir Path folder;

  @Test
  void takesAnObjectThatWasCopiedAtTheStoreForTampering() {
    try (KeysFixture keys = new KeysFixture(folder, List.of())) {
      Envelope envelope = keys.sealed(keys.dual(ALIAS));

      assertThat(failure(() -> keys.open(envelope, "copy", CLIENT)))
          .isInstanceOfSatisfying(IntegrityException.class, OpeningKeysTest::isTold);
    }
  }

  @Test
  void takesAWrappedKeyOfAnotherKmsKeyForTampering() {
    try (KeysFixture keys = new KeysFixture(folder, List.of())) {
      Envelope genuine = keys.sealed(keys.single(ALIAS));
      Bytes wrapped = ((Wrapping.Kms) genuine.fields().wrapping()).wrappedKeys().getFirst();
      Envelope forged =
          sealed(
              new EnvelopeFields(
                  new Wrapping.SseKms(keys.newKey(), wrapped, null, true),
                  genuine.fields().body()));

      assertThat(failure(() -> keys.open(forged)))
          .isInstanceOfSatisfying(IntegrityException.class, OpeningKeysTest::isTold);
    }
  }

  @Test
  void leavesWhatTheKeyServiceRefusesToItsOwnError() {
    try (KeysFixture keys = new KeysFixture(folder, List.of())) {
      Envelope envelope = keys.sealed(keys.single(ALIAS));
      keys.engine.disableKey(CLIENT, ((Wrapping.Kms) envelope.fields().wrapping()).keyArn());

      assertThat(failure(() -> keys.open(envelope)))
          .isInstanceOfSatisfying(
              KmsException.class,
              refused -> assertThat(refused.error()).isEqualTo(KmsError.DISABLED));
    }
  }

  private static void isTold(IntegrityException tampering) {
    assertThat(tampering.reason()).isEqualTo(Reason.ENVELOPE);
    assertThat(tampering)
        .hasMessageEndingWith("the wrapped data key does not belong to this object and KMS key");
  }

  private static Envelope sealed(EnvelopeFields fields) {
    RandomBytes random = RandomBytes.secure();
    try (ObjectSecrets secrets = ObjectSecrets.random(1, random);
        KeyEncryptionKey key = KeyEncryptionKey.owning(random.bytes(32))) {
      return new EnvelopeSealer(AesGcm.preferred(), random)
          .seal(fields, ObjectLocation.of(BUCKET, "key"), secrets, List.of(key));
    }
  }

  private static @Nullable Throwable failure(ThrowingCallable opening) {
    Throwable failure = catchThrowable(opening);
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }
}
