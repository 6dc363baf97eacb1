package io.sealgate.kms.engine;

import static io.sealgate.kms.engine.Kms.ALICE;
import static io.sealgate.kms.engine.Kms.CONTEXT;
import static io.sealgate.kms.engine.Kms.STRANGER;
import static io.sealgate.kms.engine.Kms.UNKNOWN_ID;
import static io.sealgate.kms.engine.Kms.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.kms.KmsError;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CryptographyTest {

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
  @ValueSource(ints = {1, 15, 16, 17, 4095, 4096})
  void decryptsWhatItEncrypted(int lengthBytes) {
    byte[] plaintext = new byte[lengthBytes];
    Arrays.fill(plaintext, (byte) 5);
    byte[] given = plaintext.clone();
    EncryptResult encrypted =
        kms.engine().encrypt(ALICE, new EncryptRequest(key.keyId(), given, CONTEXT, null, false));
    assertThat(given).as("the caller's array is left alone").isEqualTo(plaintext);
    assertThat(encrypted.keyArn()).isEqualTo(key.arn());
    assertThat(encrypted.encryptionAlgorithm()).isEqualTo("SYMMETRIC_DEFAULT");
    assertThat(encrypted.ciphertextBlob()).hasSizeLessThanOrEqualTo(6144);

    DecryptResult decrypted =
        kms.engine()
            .decrypt(
                ALICE,
                new DecryptRequest(
                    encrypted.ciphertextBlob(), CONTEXT, key.arn(), "SYMMETRIC_DEFAULT", false));
    assertThat(decrypted.plaintext()).isEqualTo(plaintext);
    assertThat(decrypted.keyArn()).isEqualTo(key.arn());
    assertThat(decrypted.encryptionAlgorithm()).isEqualTo("SYMMETRIC_DEFAULT");
    assertThat(decrypted.keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
  }

  @Test
  void neverEncryptsTwiceToTheSame() {
    assertThat(kms.encrypted(key.keyId(), new byte[8]))
        .isNotEqualTo(kms.encrypted(key.keyId(), new byte[8]));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, Member must not be null",
        "0, Member must have length greater than or equal to 1",
        "4097, Member must have length less than or equal to 4096",
      })
  void refusesPlaintextsOfOtherSizesAndNeverShowsThem(
      @Nullable Integer lengthBytes, String constraint) {
    byte @Nullable [] plaintext = lengthBytes == null ? null : new byte[lengthBytes];
    assertRefused(
        KmsError.VALIDATION,
        "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: "
            + constraint,
        () -> kms.engine().encrypt(ALICE, encryptRequest(plaintext)));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, Value null, Member must not be null",
        "0, Value, Member must have length greater than or equal to 1",
        "6145, Value, Member must have length less than or equal to 6144",
      })
  void refusesBlobsOfOtherSizes(@Nullable Integer lengthBytes, String value, String constraint) {
    byte @Nullable [] blob = lengthBytes == null ? null : new byte[lengthBytes];
    String text =
        "1 validation error detected: "
            + value
            + " at 'ciphertextBlob' failed to satisfy constraint: "
            + constraint;
    assertRefused(KmsError.VALIDATION, text, () -> decrypt(blob, CONTEXT, null, null));
    assertRefused(KmsError.VALIDATION, text, () -> reEncrypt(blob, CONTEXT, null, UNKNOWN_ID));
  }

  @Test
  void saysNothingButInvalidOfAnyDamagedBlob() {
    byte[] blob = kms.encrypted(key.keyId(), new byte[] {1, 2, 3});
    for (int i = 0; i < blob.length; i++) {
      if (i >= 1 && i < 17) {
        continue; // names another key then, see below
      }
      byte[] damaged = blob.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      assertRefused(KmsError.INVALID_CIPHERTEXT, "", () -> kms.decrypted(damaged));
    }
    for (int length = 1; length < blob.length; length++) {
      byte[] cut = Arrays.copyOf(blob, length);
      assertRefused(KmsError.INVALID_CIPHERTEXT, "", () -> kms.decrypted(cut));
    }
    byte[] longer = Arrays.copyOf(blob, blob.length + 1);
    assertRefused(KmsError.INVALID_CIPHERTEXT, "", () -> kms.decrypted(longer));
  }

  @Test
  void aBlobThatNamesAnotherKeyDoesNotOpenWithIt() {
    KeyMetadata other = kms.newKey();
    byte[] blob = kms.encrypted(key.keyId(), new byte[1]);
    byte[] others = kms.encrypted(other.keyId(), new byte[1]);
    byte[] mixed = blob.clone();
    System.arraycopy(others, 0, mixed, 0, 25);
    assertRefused(KmsError.INVALID_CIPHERTEXT, "", () -> kms.decrypted(mixed));
  }

  @Test
  void doesNotTellUnknownKeysFromThoseOfOthers() {
    byte[] blob = kms.encrypted(key.keyId(), new byte[1]);
    byte[] unknown = blob.clone();
    unknown[1] ^= 1;
    String text =
        "The ciphertext refers to a customer master key that does not exist, does not exist in this"
            + " region, or you are not allowed to access.";
    assertRefused(KmsError.ACCESS_DENIED, text, () -> kms.decrypted(unknown));
    assertRefused(
        KmsError.ACCESS_DENIED,
        text,
        () -> kms.engine().decrypt(STRANGER, new DecryptRequest(blob, CONTEXT, null, null, false)));
  }

  @Test
  void aNamedKeyMustBeTheOneThatEncrypted() {
    KeyMetadata other = kms.newKey();
    byte[] blob = kms.encrypted(key.keyId(), new byte[1]);
    String text =
        "The key ID in the request does not identify a CMK that can perform this operation.";
    assertRefused(KmsError.INCORRECT_KEY, text, () -> decrypt(blob, CONTEXT, other.keyId(), null));
    assertRefused(
        KmsError.INCORRECT_KEY, text, () -> reEncrypt(blob, CONTEXT, other.arn(), key.keyId()));
    assertRefused(
        KmsError.NOT_FOUND, "Invalid keyId 'foo'", () -> decrypt(blob, CONTEXT, "foo", null));
  }

  @Test
  void theContextMustBeTheSameInWhateverOrder() {
    Map<String, String> context = new LinkedHashMap<>();
    context.put("b", "2");
    context.put("a", "1");
    byte[] blob =
        kms.engine()
            .encrypt(ALICE, new EncryptRequest(key.keyId(), new byte[1], context, null, false))
            .ciphertextBlob();
    assertThat(decrypt(blob, Map.of("a", "1", "b", "2"), null, null).plaintext()).hasSize(1);
    for (Map<String, String> other :
        List.of(
            Map.<String, String>of(),
            Map.of("a", "1"),
            Map.of("a", "1", "b", "2", "c", ""),
            Map.of("a", "2", "b", "1"),
            Map.of("A", "1", "b", "2"),
            Map.of("a", "1b", "", "2"),
            Map.of("a1", "", "b", "2"))) {
      assertRefused(KmsError.INVALID_CIPHERTEXT, "", () -> decrypt(blob, other, null, null));
    }
  }

  @Test
  void refusesAlgorithmsThatTheKeyDoesNotHave() {
    byte[] blob = kms.encrypted(key.keyId(), new byte[1]);
    String text = "Algorithm RSAES_OAEP_SHA_256 is incompatible with key spec SYMMETRIC_DEFAULT.";
    assertRefused(
        KmsError.INVALID_KEY_USAGE, text, () -> decrypt(blob, CONTEXT, null, "RSAES_OAEP_SHA_256"));
    assertRefused(
        KmsError.INVALID_KEY_USAGE,
        text,
        () ->
            kms.engine()
                .encrypt(
                    ALICE,
                    new EncryptRequest(
                        key.keyId(), new byte[1], CONTEXT, "RSAES_OAEP_SHA_256", false)));
    assertRefused(
        KmsError.VALIDATION,
        "1 validation error detected: Value 'FOO' at 'encryptionAlgorithm' failed to satisfy"
            + " constraint: Member must satisfy enum value set: [RSAES_OAEP_SHA_1,"
            + " RSAES_OAEP_SHA_256, SM2PKE, SYMMETRIC_DEFAULT]",
        () -> decrypt(blob, CONTEXT, null, "FOO"));
    kms.engine().disableKey(ALICE, key.keyId());
    assertRefused(
        KmsError.DISABLED,
        key.arn() + " is disabled.",
        () -> decrypt(blob, CONTEXT, null, "RSAES_OAEP_SHA_256"));
  }

  @Test
  void reEncryptsUnderAnotherKeyAndContext() {
    KeyMetadata other = kms.newKey();
    byte[] blob = kms.encrypted(key.keyId(), new byte[] {7});
    ReEncryptResult moved =
        kms.engine()
            .reEncrypt(
                ALICE,
                new ReEncryptRequest(
                    blob, CONTEXT, null, null, other.keyId(), Map.of("x", "y"), null, false));
    assertThat(moved.sourceKeyArn()).isEqualTo(key.arn());
    assertThat(moved.keyArn()).isEqualTo(other.arn());
    assertThat(moved.sourceEncryptionAlgorithm()).isEqualTo("SYMMETRIC_DEFAULT");
    assertThat(moved.destinationEncryptionAlgorithm()).isEqualTo("SYMMETRIC_DEFAULT");
    assertThat(moved.sourceKeyMaterialId()).isEqualTo(key.currentKeyMaterialId());
    assertThat(moved.destinationKeyMaterialId()).isEqualTo(other.currentKeyMaterialId());
    assertThat(decrypt(moved.ciphertextBlob(), Map.of("x", "y"), other.keyId(), null).plaintext())
        .containsExactly(7);
    assertRefused(
        KmsError.INVALID_CIPHERTEXT,
        "",
        () -> reEncrypt(blob, Map.of("other", "context"), null, other.keyId()));
    assertRefused(
        KmsError.VALIDATION,
        "1 validation error detected: Value null at 'destinationKeyId' failed to satisfy"
            + " constraint: Member must not be null",
        () -> reEncrypt(blob, CONTEXT, null, null));
  }

  @Test
  void secretsAreNotShown() {
    byte[] secret = {42};
    assertThat(new EncryptRequest("k", secret, CONTEXT, null, false))
        .hasToString("EncryptRequest[k]");
    assertThat(
            kms.engine().generateDataKey(ALICE, GenerateDataKeyRequest.aes256(key.arn(), CONTEXT)))
        .hasToString("DataKey[" + key.arn() + "]");
    assertThat(decrypt(kms.encrypted(key.arn(), secret), CONTEXT, null, null))
        .hasToString("DecryptResult[" + key.arn() + "]");
  }

  /** Made here, since members that must be there may be left out all the same. */
  @SuppressWarnings("NullAway") // it does not see the annotation of an array in a compiled record
  private static EncryptRequest encryptRequest(byte @Nullable [] plaintext) {
    return new EncryptRequest(UNKNOWN_ID, plaintext, CONTEXT, null, false);
  }

  @SuppressWarnings("NullAway") // as above
  private DecryptResult decrypt(
      byte @Nullable [] blob,
      Map<String, String> context,
      @Nullable String keyId,
      @Nullable String algorithm) {
    return kms.engine().decrypt(ALICE, new DecryptRequest(blob, context, keyId, algorithm, false));
  }

  @SuppressWarnings("NullAway") // as above
  private void reEncrypt(
      byte @Nullable [] blob,
      Map<String, String> context,
      @Nullable String source,
      @Nullable String destination) {
    kms.engine()
        .reEncrypt(
            ALICE,
            new ReEncryptRequest(blob, context, source, null, destination, CONTEXT, null, false));
  }
}
