package io.sealgate.kms.engine;

import io.sealgate.auth.Principal;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.store.RecordStore;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The embedded key service: every operation of the AWS API that it has, as a method.
 *
 * <p>Any number of threads may call; reads and cryptographic operations never wait, changes wait
 * for each other and for the disk. Every failure is a {@link KmsException} with AWS's error and
 * text, where an empty text means that AWS sends none. Checks come in AWS's order: constraints,
 * lookup of the key, authorisation, state of the key, usage and algorithm, payload, dry run.
 */
public final class KmsEngine implements AutoCloseable {

  private final KeyRing ring;
  private final KeyCreation creation;
  private final KeyAdministration administration;
  private final AliasAdministration aliases;
  private final Cryptography cryptography;

  /**
   * Loads every key.
   *
   * @param region the one region that the keys live in, part of every ARN
   * @param store where they are kept; closed with the engine
   * @param random for keys, ids and salts
   * @param clock for dates and the deletion of keys
   * @throws io.sealgate.kms.store.StoreException if what the store holds cannot be read
   */
  public KmsEngine(String region, RecordStore store, RandomBytes random, InstantSource clock) {
    Arns arns = new Arns(region);
    Authorization authorization = new Authorization();
    this.ring = new KeyRing(store, random, clock);
    KeyLookup lookup = new KeyLookup(ring, arns, authorization);
    this.creation = new KeyCreation(ring, authorization, random, clock);
    this.administration = new KeyAdministration(ring, lookup, authorization, arns, clock);
    this.aliases = new AliasAdministration(ring, lookup, authorization, arns, clock);
    this.cryptography = new Cryptography(lookup, authorization, arns, random);
    deleteDueKeys();
  }

  /** CreateKey: in the caller's account. */
  public KeyMetadata createKey(Principal caller, CreateKeyRequest request) {
    return administration.metadata(creation.create(caller, request));
  }

  /**
   * DescribeKey.
   *
   * @param keyId key id, key ARN, alias name or alias ARN
   */
  public KeyMetadata describeKey(Principal caller, @Nullable String keyId) {
    return administration.describe(caller, keyId);
  }

  /** ListKeys: those of the caller's account, 100 at a time by default. */
  public Page<KeyListEntry> listKeys(Principal caller, PageRequest page) {
    return administration.list(caller, page);
  }

  /**
   * EnableKey.
   *
   * @param keyId key id or key ARN
   */
  public void enableKey(Principal caller, @Nullable String keyId) {
    administration.enable(caller, keyId);
  }

  /**
   * DisableKey.
   *
   * @param keyId key id or key ARN
   */
  public void disableKey(Principal caller, @Nullable String keyId) {
    administration.disable(caller, keyId);
  }

  /** ScheduleKeyDeletion: at the end of the window the key and its aliases are gone. */
  public ScheduledKeyDeletion scheduleKeyDeletion(
      Principal caller, ScheduleKeyDeletionRequest request) {
    return administration.scheduleDeletion(caller, request);
  }

  /**
   * CancelKeyDeletion: the key is disabled then.
   *
   * @param keyId key id or key ARN
   * @return the key ARN
   */
  public String cancelKeyDeletion(Principal caller, @Nullable String keyId) {
    return administration.cancelDeletion(caller, keyId);
  }

  /**
   * Deletes for good the keys whose window has ended; nobody can use them in any case. To be called
   * now and then.
   *
   * @return how many
   */
  public int deleteDueKeys() {
    return administration.deleteDue();
  }

  /** CreateAlias. */
  public void createAlias(Principal caller, AliasRequest request) {
    aliases.create(caller, request);
  }

  /** UpdateAlias: points it at another key. */
  public void updateAlias(Principal caller, AliasRequest request) {
    aliases.update(caller, request);
  }

  /**
   * DeleteAlias: its key is not touched.
   *
   * @param aliasName with the prefix {@code alias/}
   */
  public void deleteAlias(Principal caller, @Nullable String aliasName) {
    aliases.delete(caller, aliasName);
  }

  /**
   * ListAliases: those of the caller's account, 50 at a time by default.
   *
   * @param keyId key id or key ARN, to see that key's only; may be left out
   */
  public Page<AliasListEntry> listAliases(
      Principal caller, @Nullable String keyId, PageRequest page) {
    return aliases.list(caller, keyId, page);
  }

  /** GenerateDataKey. */
  public DataKey generateDataKey(Principal caller, GenerateDataKeyRequest request) {
    return cryptography.generateDataKey(caller, KmsOperation.GENERATE_DATA_KEY, request);
  }

  /** GenerateDataKeyWithoutPlaintext. */
  public WrappedDataKey generateDataKeyWithoutPlaintext(
      Principal caller, GenerateDataKeyRequest request) {
    DataKey dataKey =
        cryptography.generateDataKey(
            caller, KmsOperation.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT, request);
    Arrays.fill(dataKey.plaintext(), (byte) 0);
    return new WrappedDataKey(dataKey.keyArn(), dataKey.keyMaterialId(), dataKey.ciphertextBlob());
  }

  /** Encrypt. */
  public EncryptResult encrypt(Principal caller, EncryptRequest request) {
    return cryptography.encrypt(caller, request);
  }

  /** Decrypt. */
  public DecryptResult decrypt(Principal caller, DecryptRequest request) {
    return cryptography.decrypt(caller, request);
  }

  /** ReEncrypt: the plaintext does not leave the engine. */
  public ReEncryptResult reEncrypt(Principal caller, ReEncryptRequest request) {
    return cryptography.reEncrypt(caller, request);
  }

  /**
   * GenerateRandom.
   *
   * @param numberOfBytes 1 to 1024
   */
  public byte[] generateRandom(Principal caller, @Nullable Integer numberOfBytes) {
    return cryptography.generateRandom(caller, numberOfBytes);
  }

  /** Zeroes the keys and closes the store. */
  @Override
  public void close() {
    ring.close();
  }
}
