package io.sealgate.kms.engine;

import static java.util.Objects.requireNonNull;

import io.sealgate.auth.Principal;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations that use key material, or make random bytes. */
final class Cryptography {

  static final String SYMMETRIC_DEFAULT = "SYMMETRIC_DEFAULT";

  private static final List<String> ENCRYPTION_ALGORITHMS =
      List.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE", SYMMETRIC_DEFAULT);
  private static final List<String> DATA_KEY_SPECS = List.of("AES_256", "AES_128");

  private final KeyLookup lookup;
  private final Authorization authorization;
  private final Arns arns;
  private final RandomBytes random;

  Cryptography(KeyLookup lookup, Authorization authorization, Arns arns, RandomBytes random) {
    this.lookup = lookup;
    this.authorization = authorization;
    this.arns = arns;
    this.random = random;
  }

  /** The data key's plaintext is made after all checks, so a refused request makes none. */
  DataKey generateDataKey(
      Principal caller, KmsOperation operation, GenerateDataKeyRequest request) {
    new Constraints()
        .keyId("keyId", request.keyId())
        .range("numberOfBytes", request.numberOfBytes(), 1, Limits.MAX_RANDOM_BYTES)
        .oneOf("keySpec", request.keySpec(), DATA_KEY_SPECS)
        .verify();
    int lengthBytes = dataKeyBytes(request.numberOfBytes(), request.keySpec());
    KmsKey key = lookup.byAnyName(caller, operation, requireNonNull(request.keyId()));
    byte[] context = EncryptionContext.canonical(request.encryptionContext());
    endDryRun(request.dryRun());
    byte[] plaintext = random.bytes(lengthBytes);
    byte[] blob = CiphertextBlob.encrypt(key, plaintext, context);
    return new DataKey(arns.key(key), key.currentMaterial().id().hex(), plaintext, blob);
  }

  EncryptResult encrypt(Principal caller, EncryptRequest request) {
    new Constraints()
        .keyId("keyId", request.keyId())
        .secretBlob("plaintext", request.plaintext(), Limits.MAX_PLAINTEXT_BYTES)
        .oneOf("encryptionAlgorithm", request.encryptionAlgorithm(), ENCRYPTION_ALGORITHMS)
        .verify();
    KmsKey key = lookup.byAnyName(caller, KmsOperation.ENCRYPT, requireNonNull(request.keyId()));
    requireSymmetric(key, request.encryptionAlgorithm());
    byte[] context = EncryptionContext.canonical(request.encryptionContext());
    endDryRun(request.dryRun());
    byte[] blob = CiphertextBlob.encrypt(key, requireNonNull(request.plaintext()), context);
    return new EncryptResult(arns.key(key), blob, SYMMETRIC_DEFAULT);
  }

  DecryptResult decrypt(Principal caller, DecryptRequest request) {
    new Constraints()
        .blob("ciphertextBlob", request.ciphertextBlob(), Limits.MAX_CIPHERTEXT_BYTES)
        .optionalKeyId("keyId", request.keyId())
        .oneOf("encryptionAlgorithm", request.encryptionAlgorithm(), ENCRYPTION_ALGORITHMS)
        .verify();
    Opened opened =
        open(
            caller,
            KmsOperation.DECRYPT,
            requireNonNull(request.ciphertextBlob()),
            request.keyId(),
            request.encryptionAlgorithm(),
            request.encryptionContext());
    if (request.dryRun()) {
      Arrays.fill(opened.plaintext, (byte) 0);
    }
    endDryRun(request.dryRun());
    return new DecryptResult(
        arns.key(opened.key), opened.plaintext, SYMMETRIC_DEFAULT, opened.material.id().hex());
  }

  ReEncryptResult reEncrypt(Principal caller, ReEncryptRequest request) {
    new Constraints()
        .blob("ciphertextBlob", request.ciphertextBlob(), Limits.MAX_CIPHERTEXT_BYTES)
        .optionalKeyId("sourceKeyId", request.sourceKeyId())
        .keyId("destinationKeyId", request.destinationKeyId())
        .oneOf(
            "sourceEncryptionAlgorithm", request.sourceEncryptionAlgorithm(), ENCRYPTION_ALGORITHMS)
        .oneOf(
            "destinationEncryptionAlgorithm",
            request.destinationEncryptionAlgorithm(),
            ENCRYPTION_ALGORITHMS)
        .verify();
    KmsKey destination =
        lookup.byAnyName(
            caller, KmsOperation.RE_ENCRYPT_TO, requireNonNull(request.destinationKeyId()));
    requireSymmetric(destination, request.destinationEncryptionAlgorithm());
    byte[] context = EncryptionContext.canonical(request.destinationEncryptionContext());
    Opened opened =
        open(
            caller,
            KmsOperation.RE_ENCRYPT_FROM,
            requireNonNull(request.ciphertextBlob()),
            request.sourceKeyId(),
            request.sourceEncryptionAlgorithm(),
            request.sourceEncryptionContext());
    try {
      endDryRun(request.dryRun());
      return new ReEncryptResult(
          CiphertextBlob.encrypt(destination, opened.plaintext, context),
          arns.key(opened.key),
          arns.key(destination),
          SYMMETRIC_DEFAULT,
          SYMMETRIC_DEFAULT,
          opened.material.id().hex(),
          destination.currentMaterial().id().hex());
    } finally {
      Arrays.fill(opened.plaintext, (byte) 0);
    }
  }

  byte[] generateRandom(Principal caller, @Nullable Integer numberOfBytes) {
    new Constraints()
        .present("numberOfBytes", numberOfBytes)
        .range("numberOfBytes", numberOfBytes, 1, Limits.MAX_RANDOM_BYTES)
        .verify();
    authorization.require(caller, KmsOperation.GENERATE_RANDOM, caller.accountId(), "*");
    return random.bytes(requireNonNull(numberOfBytes));
  }

  @SuppressWarnings("ArrayRecordComponent") // secret bytes on their way to one receiver
  private record Opened(KmsKey key, KeyMaterial material, byte[] plaintext) {}

  private Opened open(
      Principal caller,
      KmsOperation operation,
      byte[] ciphertext,
      @Nullable String keyId,
      @Nullable String algorithm,
      Map<String, String> encryptionContext) {
    KmsKey named = keyId == null ? null : lookup.byAnyName(caller, operation, keyId);
    if (named != null) {
      requireSymmetric(named, algorithm);
    }
    CiphertextBlob blob = CiphertextBlob.parse(ciphertext);
    if (named != null && !named.id().equals(blob.keyId())) {
      throw new KmsException(
          KmsError.INCORRECT_KEY,
          "The key ID in the request does not identify a CMK that can perform this operation.");
    }
    KmsKey key = named == null ? lookup.byCiphertext(caller, operation, blob.keyId()) : named;
    requireSymmetric(key, algorithm);
    KeyMaterial material = blob.material(key);
    byte[] context = EncryptionContext.canonical(encryptionContext);
    return new Opened(key, material, blob.decrypt(material, context));
  }

  private static int dataKeyBytes(@Nullable Integer numberOfBytes, @Nullable String keySpec) {
    if ((numberOfBytes == null) == (keySpec == null)) {
      throw new KmsException(
          KmsError.VALIDATION, "Please specify either number of bytes or key spec.");
    }
    if (numberOfBytes != null) {
      return numberOfBytes;
    }
    return "AES_128".equals(keySpec) ? 16 : 32;
  }

  private static void requireSymmetric(KmsKey key, @Nullable String algorithm) {
    if (algorithm != null && !algorithm.equals(SYMMETRIC_DEFAULT)) {
      throw new KmsException(
          KmsError.INVALID_KEY_USAGE,
          "Algorithm " + algorithm + " is incompatible with key spec " + key.spec() + ".");
    }
  }

  private static void endDryRun(boolean dryRun) {
    if (dryRun) {
      throw new KmsException(
          KmsError.DRY_RUN_OPERATION,
          "The request would have succeeded, but the DryRun option is set.");
    }
  }
}
