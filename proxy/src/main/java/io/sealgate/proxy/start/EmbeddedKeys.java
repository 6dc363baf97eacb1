package io.sealgate.proxy.start;

import io.sealgate.auth.Principal;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.embedded.DefaultKeys;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.store.RecordStore;
import io.sealgate.kms.store.Seal;
import io.sealgate.kms.store.SealedStore;
import io.sealgate.kms.store.StoreException;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.config.KmsConfig;
import io.sealgate.proxy.config.SealConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of the embedded key service, opened with the keys that a first start makes. Whatever is
 * made is said in a warning: where a volume is not mounted or a path is wrong, a first start is
 * what the operator did not want.
 */
final class EmbeddedKeys {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKeys.class);

  private final KmsEngine engine;
  private final Path store;

  private EmbeddedKeys(KmsEngine engine, Path store) {
    this.engine = engine;
    this.store = store;
  }

  /**
   * Opens the store.
   *
   * @param owners the principals in whose accounts the default keys are made
   * @param missingServiceKey is told what to do when the store has keys, but not the service key
   * @throws StartException when the store cannot be opened
   */
  static KmsEngine open(
      KmsConfig.Embedded config,
      String region,
      Collection<Principal> owners,
      String defaultKey,
      String serviceKey,
      Consumer<String> missingServiceKey) {
    Path sealKey =
        switch (config.seal()) {
          case SealConfig.File file -> file.path();
        };
    boolean newSealKey = Files.notExists(sealKey);
    RecordStore store;
    try {
      store =
          SealedStore.open(
              config.store(),
              new Seal.KeyFile(sealKey),
              RandomBytes.secure(),
              failure -> LOG.error("{}", failure.getMessage()));
    } catch (StoreException failure) { // names the store itself
      throw new StartException(String.valueOf(failure.getMessage()), failure);
    }
    if (newSealKey) {
      LOG.warn("made a new seal key, {}: back it up", sealKey);
    }
    return open(store, config.store(), region, owners, defaultKey, serviceKey, missingServiceKey);
  }

  /** As above, in a store that lies there; closes it where that fails. */
  static KmsEngine open(
      RecordStore store,
      Path path,
      String region,
      Collection<Principal> owners,
      String defaultKey,
      String serviceKey,
      Consumer<String> missingServiceKey) {
    KmsEngine engine = null;
    boolean opened = false;
    try {
      engine = new KmsEngine(region, store, RandomBytes.secure(), InstantSource.system());
      EmbeddedKeys keys = new EmbeddedKeys(engine, path);
      keys.provideService(serviceKey, defaultKey, missingServiceKey);
      owners.forEach(owner -> keys.provideDefault(owner, defaultKey));
      opened = true;
      return engine;
    } catch (StoreException failure) { // names the store itself
      throw new StartException(String.valueOf(failure.getMessage()), failure);
    } catch (KmsException failure) {
      throw new StartException(
          "the key store in " + path + " cannot be opened: " + failure.reason(), failure);
    } finally {
      if (!opened && engine != null) {
        engine.close(); // and the store with it
      } else if (!opened) {
        store.close();
      }
    }
  }

  private void provideService(
      String serviceKey, String defaultKey, Consumer<String> missingServiceKey) {
    if (DefaultKeys.isNew(engine, Identities.SERVICE)) {
      LOG.warn(
          "the key store {} has no keys yet: new ones are made, which open nothing that was sealed"
              + " under others",
          store);
      make(Identities.SERVICE, serviceKey, "SSE-S3 and Sealgate's own documents");
      make(Identities.SERVICE, defaultKey, "SSE-KMS without a key id");
    } else if (!DefaultKeys.exists(engine, Identities.SERVICE, serviceKey)) {
      missingServiceKey.accept(
          "the key store "
              + store
              + " has keys, but not "
              + serviceKey
              + ", under which objects of SSE-S3 open: if that is the wrong store, mend kms.store;"
              + " else run `sealgate kms` with the same configuration and, as a client of account "
              + Identities.SERVICE.accountId()
              + ", point the alias at its key again (aws kms create-alias)");
    }
  }

  private void provideDefault(Principal owner, String defaultKey) {
    if (DefaultKeys.isNew(engine, owner)) {
      make(owner, defaultKey, "SSE-KMS without a key id");
    } else if (!DefaultKeys.exists(engine, owner, defaultKey)) {
      LOG.warn(
          "account {} has keys, but no {}: aws:kms without a key id is refused there",
          owner.accountId(),
          defaultKey);
    }
  }

  private void make(Principal owner, String alias, String description) {
    DefaultKeys.make(engine, owner, alias, description)
        .ifPresent(arn ->
            LOG.warn(
                "made a new key, {} ({}), in the key store {}: back it up", arn, alias, store));
  }
}
