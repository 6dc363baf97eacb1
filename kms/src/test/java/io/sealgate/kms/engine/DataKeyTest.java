package io.sealgate.kms.engine;

import static io.sealgate.kms.engine.Kms.ALICE;
import static io.sealgate.kms.engine.Kms.CONTEXT;
import static io.sealgate.kms.engine.Kms.UNKNOWN_ID;
import static io.sealgate.kms.engine.Kms.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.kms.KmsError;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data keys, random bytes, and requests that only ask whether they would succeed. */
final class DataKeyTest {

  private static final String DRY_RUN =
      "The request would have succeeded, but the DryRun option is set.";

  @TempDir Path directory;
  private Kms kms;
  private KeyMetadata key;

  @BeforeEach
  void open() {
    kms = new Kms(directory);
    key = kms.newKey();
  }

  @AfterEach
  void close() {
    kms.close();
  }

  @ParameterizedTest
  @CsvSource({"AES_256, , 32", "AES_128, , 16", ", 1, 1", ", 1024, 1024"})
  void makesDataKeysOfTheSizeAskedFor(
      @Nullable String keySpec, @Nullable Integer numberOfBytes, int lengthBytes) {
    GenerateDataKeyRequest request =
        new GenerateDataKeyRequest(key.keyId(), CONTEXT, numberOfBytes, keySpec, false);
    DataKey dataKey = kms.engine().generateDataKey(ALICE, request);
    assertThat(dataKey.plaintext()).hasSize(lengthBytes);
    assertThat(kms.decrypted(dataKey.ciphertextBlob())).isEqualTo(dataKey.plaintext());
    assertThat(dataKey.keyMaterialId()).isEqualTo(key.currentKeyMaterialId());

    WrappedDataKey wrapped = kms.engine().generateDataKeyWithoutPlaintext(ALICE, request);
    assertThat(kms.decrypted(wrapped.ciphertextBlob())).hasSize(lengthBytes);
    assertThat(wrapped.keyArn()).isEqualTo(key.arn());
    if (lengthBytes > 8) {
      assertThat(kms.decrypted(wrapped.ciphertextBlob()))
          .as("what is wrapped is not what was zeroed")
          .isNotEqualTo(new byte[lengthBytes]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | |Please specify either number of bytes or key spec.",
        "AES_256|32|Please specify either number of bytes or key spec.",
        "FOO| |1 validation error detected: Value 'FOO' at 'keySpec' failed to satisfy constraint:"
            + " Member must satisfy enum value set: [AES_256, AES_128]",
        " |0|1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy"
            + " constraint: Member must have value greater than or equal to 1",
        " |1025|1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy"
            + " constraint: Member must have value less than or equal to 1024",
      })
  void refusesDataKeysOfOtherSizesBeforeLookingForTheKey(
      @Nullable String keySpec, @Nullable Integer numberOfBytes, String text) {
    assertRefused(
        KmsError.VALIDATION,
        text,
        () ->
            kms.engine()
                .generateDataKey(
                    ALICE,
                    new GenerateDataKeyRequest(
                        UNKNOWN_ID, CONTEXT, numberOfBytes, keySpec, false)));
  }

  @Test
  void aDryRunDoesEverythingButTheEffect() {
    byte[] blob = kms.encrypted(key.keyId(), new byte[1]);
    KmsEngine engine = kms.engine();
    GenerateDataKeyRequest dataKey =
        new GenerateDataKeyRequest(key.keyId(), CONTEXT, 16, null, true);
    assertRefused(
        KmsError.DRY_RUN_OPERATION, DRY_RUN, () -> engine.generateDataKey(ALICE, dataKey));
    assertRefused(
        KmsError.DRY_RUN_OPERATION,
        DRY_RUN,
        () -> engine.generateDataKeyWithoutPlaintext(ALICE, dataKey));
    assertRefused(
        KmsError.DRY_RUN_OPERATION,
        DRY_RUN,
        () ->
            engine.encrypt(
                ALICE, new EncryptRequest(key.keyId(), new byte[1], CONTEXT, null, true)));
    DecryptRequest decrypt = new DecryptRequest(blob, CONTEXT, null, null, true);
    assertRefused(KmsError.DRY_RUN_OPERATION, DRY_RUN, () -> engine.decrypt(ALICE, decrypt));
    assertRefused(
        KmsError.DRY_RUN_OPERATION,
        DRY_RUN,
        () ->
            engine.reEncrypt(
                ALICE,
                new ReEncryptRequest(blob, CONTEXT, null, null, key.keyId(), CONTEXT, null, true)));
    engine.disableKey(ALICE, key.keyId());
    assertRefused(
        KmsError.DISABLED, key.arn() + " is disabled.", () -> engine.decrypt(ALICE, decrypt));
  }

  @Test
  void makesRandomBytes() {
    assertThat(kms.engine().generateRandom(ALICE, 1024))
        .hasSize(1024)
        .isNotEqualTo(kms.engine().generateRandom(ALICE, 1024));
    assertRefused(
        KmsError.VALIDATION,
        "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint:"
            + " Member must have value less than or equal to 1024",
        () -> kms.engine().generateRandom(ALICE, 1025));
    assertRefused(
        KmsError.VALIDATION,
        "1 validation error detected: Value null at 'numberOfBytes' failed to satisfy constraint:"
            + " Member must not be null",
        () -> kms.engine().generateRandom(ALICE, null));
  }
}
