package io.sealgate.kms.engine;

import io.sealgate.auth.Principal;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.store.RecordStore;
import java.time.InstantSource;
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

  /**
   * Loads every key.
   *
   * @param region the one region that the keys live in, part of every ARN
   * @param store where they are kept; closed with the engine
   * @param random for keys, ids and salts
   * @param clock for dates and the deletion of keys
   */
  public KmsEngine(String region, RecordStore store, RandomBytes random, InstantSource clock) {
    pending();
  }

  /** CreateKey: in the caller's account. */
  public KeyMetadata createKey(Principal caller, CreateKeyRequest request) {
    return pending();
  }

  /**
   * DescribeKey.
   *
   * @param keyId key id, key ARN, alias name or alias ARN
   */
  public KeyMetadata describeKey(Principal caller, @Nullable String keyId) {
    return pending();
  }

  /** ListKeys: those of the caller's account, 100 at a time by default. */
  public Page<KeyListEntry> listKeys(Principal caller, PageRequest page) {
    return pending();
  }

  /**
   * EnableKey.
   *
   * @param keyId key id or key ARN
   */
  public void enableKey(Principal caller, @Nullable String keyId) {
    pending();
  }

  /**
   * DisableKey.
   *
   * @param keyId key id or key ARN
   */
  public void disableKey(Principal caller, @Nullable String keyId) {
    pending();
  }

  /** ScheduleKeyDeletion: at the end of the window the key and its aliases are gone. */
  public ScheduledKeyDeletion scheduleKeyDeletion(
      Principal caller, ScheduleKeyDeletionRequest request) {
    return pending();
  }

  /**
   * CancelKeyDeletion: the key is disabled then.
   *
   * @param keyId key id or key ARN
   * @return the key ARN
   */
  public String cancelKeyDeletion(Principal caller, @Nullable String keyId) {
    return pending();
  }

  /** CreateAlias. */
  public void createAlias(Principal caller, AliasRequest request) {
    pending();
  }

  /** UpdateAlias: points it at another key. */
  public void updateAlias(Principal caller, AliasRequest request) {
    pending();
  }

  /**
   * DeleteAlias: its key is not touched.
   *
   * @param aliasName with the prefix {@code alias/}
   */
  public void deleteAlias(Principal caller, @Nullable String aliasName) {
    pending();
  }

  /**
   * ListAliases: those of the caller's account, 50 at a time by default.
   *
   * @param keyId key id or key ARN, to see that key's only; may be left out
   */
  public Page<AliasListEntry> listAliases(
      Principal caller, @Nullable String keyId, PageRequest page) {
    return pending();
  }

  /** GenerateDataKey. */
  public DataKey generateDataKey(Principal caller, GenerateDataKeyRequest request) {
    return pending();
  }

  /** GenerateDataKeyWithoutPlaintext. */
  public WrappedDataKey generateDataKeyWithoutPlaintext(
      Principal caller, GenerateDataKeyRequest request) {
    return pending();
  }

  /** Encrypt. */
  public EncryptResult encrypt(Principal caller, EncryptRequest request) {
    return pending();
  }

  /** Decrypt. */
  public DecryptResult decrypt(Principal caller, DecryptRequest request) {
    return pending();
  }

  /** ReEncrypt: the plaintext does not leave the engine. */
  public ReEncryptResult reEncrypt(Principal caller, ReEncryptRequest request) {
    return pending();
  }

  /**
   * GenerateRandom.
   *
   * @param numberOfBytes 1 to 1024
   */
  public byte[] generateRandom(Principal caller, @Nullable Integer numberOfBytes) {
    return pending();
  }

  /** Zeroes the keys and closes the store. */
  @Override
  public void close() {}

  @SuppressWarnings({"TypeParameterUnusedInFormals", "DoNotCallSuggester"})
  private static <T> T pending() {
    throw new UnsupportedOperationException("arrives with the next delivery");
  }
}
