package io.sealgate.kms.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.auth.Principal;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.store.Seal;
import io.sealgate.kms.store.SealedStore;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An engine on a store in a directory, as the tests use it. */
final class Kms implements AutoCloseable {

  static final String REGION = "eu-central-1";
  static final String ACCOUNT = "123456789012";
  static final String OTHER_ACCOUNT = "999999999999";
  static final Principal ALICE = new Principal("alice", ACCOUNT, "AKIAALICE");
  static final Principal STRANGER = new Principal("mallory", OTHER_ACCOUNT, "AKIAMALLORY");
  static final Map<String, String> CONTEXT = Map.of("aws:s3:arn", "arn:aws:s3:::bucket/key");
  static final String UNKNOWN_ID = "12345678-1234-4234-8234-123456789012";

  final MutableClock clock = new MutableClock();
  private final Path directory;
  private KmsEngine engine;

  Kms(Path directory) {
    this.directory = directory;
    this.engine = open();
  }

  KmsEngine engine() {
    return engine;
  }

  /** Closes and opens again, as a restart does. */
  void restart() {
    engine.close();
    engine = open();
  }

  KeyMetadata newKey() {
    return engine.createKey(ALICE, CreateKeyRequest.symmetric("a key"));
  }

  byte[] encrypted(String keyId, byte[] plaintext) {
    return engine
        .encrypt(ALICE, new EncryptRequest(keyId, plaintext, CONTEXT, null, false))
        .ciphertextBlob();
  }

  byte[] decrypted(byte[] blob) {
    return engine.decrypt(ALICE, new DecryptRequest(blob, CONTEXT, null, null, false)).plaintext();
  }

  static String arn(String resource) {
    return "arn:aws:kms:" + REGION + ":" + ACCOUNT + ":" + resource;
  }

  static void assertRefused(KmsError error, String text, ThrowingCallable call) {
    KmsException refusal = catchThrowableOfType(KmsException.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.error()).isEqualTo(error);
    assertThat(refusal).hasMessage(text);
  }

  @Override
  public void close() {
    engine.close();
  }

  private KmsEngine open() {
    SealedStore store =
        SealedStore.open(
            directory.resolve("store"),
            new Seal.KeyFile(directory.resolve("seal.key")),
            RandomBytes.secure());
    return new KmsEngine(REGION, store, RandomBytes.secure(), clock);
  }
}
