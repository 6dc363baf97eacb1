package io.sealgate.proxy.object;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sealgate.auth.Principal;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.key.DataKeyCache;
import io.sealgate.crypto.key.DataKeyLimits;
import io.sealgate.kms.GeneratedDataKey;
import io.sealgate.kms.KeyService;
import io.sealgate.kms.embedded.DefaultKeys;
import io.sealgate.kms.embedded.EmbeddedKeyService;
import io.sealgate.kms.engine.AliasRequest;
import io.sealgate.kms.engine.CreateKeyRequest;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.store.Seal;
import io.sealgate.kms.store.SealedStore;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.config.EncryptionConfig;
import io.sealgate.proxy.config.EncryptionMode;
import io.sealgate.proxy.config.EncryptionRule;
import io.sealgate.proxy.keys.DataKeys;
import io.sealgate.proxy.keys.KeyArns;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.sealing.SealedUpload;
import io.sealgate.s3.sse.ClientContext;
import io.sealgate.s3.sse.EffectiveEncryption;
import io.sealgate.s3.sse.SseHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/** Envelopes sealed and opened under keys of a real engine, which tests rotate meanwhile. */
final class KeysFixture implements AutoCloseable {

  static final Principal CLIENT = new Principal("app", "123456789012", "AKIAAPP");
  static final Principal STRANGER = new Principal("other", "210987654321", "AKIAOTHER");
  static final String ALIAS = DefaultKeys.DEFAULT_ALIAS;
  static final String BUCKET = "photos";

  /** Called before each GenerateDataKey with the key's name as it is asked for. */
  interface BeforeGenerate {
    void run(String keyId);
  }

  volatile BeforeGenerate beforeGenerate = _ -> {};

  /** Which key the service takes for the one it is asked for. */
  volatile UnaryOperator<String> takenFor = UnaryOperator.identity();

  /** Every data key that was generated, in its array, which its owner zeroes. */
  final List<byte[]> generated = new CopyOnWriteArrayList<>();

  final KmsEngine engine;
  final DataKeyCache cache;
  final KeyArns arns;
  private final EncryptionRules rules;
  private final SealingKeys sealing;
  private final OpeningKeys opening;
  private final ObjectSealer sealer;

  KeysFixture(Path folder, List<EncryptionRule> rules) {
    this(folder, rules, new DataKeyLimits(Duration.ofMinutes(5), 1000, 1L << 40, 1000));
  }

  KeysFixture(Path folder, List<EncryptionRule> rules, DataKeyLimits limits) {
    this(folder, rules, limits, Runnable::run);
  }

  /** With such limits of the cache, and the key service called there. */
  KeysFixture(Path folder, List<EncryptionRule> rules, DataKeyLimits limits, Executor workers) {
    RandomBytes random = RandomBytes.secure();
    engine =
        new KmsEngine(
            "us-east-1",
            SealedStore.open(
                folder.resolve("kms"), new Seal.KeyFile(folder.resolve("seal.key")), random),
            random,
            InstantSource.system());
    DefaultKeys.make(engine, CLIENT);
    DefaultKeys.make(engine, STRANGER, ALIAS, "the other account's");
    KeyService service = new Interrupted(new EmbeddedKeyService(engine));
    cache = new DataKeyCache(limits, Ticker.systemTicker());
    arns =
        new KeyArns(
            service, CLIENT, DefaultKeys.SERVICE_ALIAS, List.of(CLIENT, STRANGER), List.of(ALIAS));
    arns.refresh();
    this.rules =
        new EncryptionRules(
            new EncryptionConfig(
                DefaultKeys.SERVICE_ALIAS, ALIAS, new EncryptionMode.SseS3(), rules, false, true));
    KeyPolicy policy = new KeyPolicy(this.rules, arns, CLIENT, DefaultKeys.SERVICE_ALIAS);
    DataKeys dataKeys = new DataKeys(service, cache, workers);
    sealing = new SealingKeys(dataKeys, policy);
    opening = new OpeningKeys(dataKeys, policy, new SseHeaders(false));
    sealer = new ObjectSealer(AesGcm.preferred(), random);
  }

  /** A new key of the client's account. */
  String newKey() {
    return engine.createKey(CLIENT, CreateKeyRequest.symmetric("another")).arn();
  }

  /** Points the alias at a key. */
  void moveAlias(String keyArn) {
    engine.updateAlias(CLIENT, new AliasRequest(ALIAS, keyArn));
  }

  EffectiveEncryption single(String keyId) {
    return new EffectiveEncryption.SseKms(
        keyId, ClientContext.NONE, true, rules.of(BUCKET, "key").keys());
  }

  EffectiveEncryption dual(String keyId) {
    return new EffectiveEncryption.DsseKms(
        keyId, ClientContext.NONE, rules.of(BUCKET, "key").keys());
  }

  CompletionStage<Envelope> sealing(EffectiveEncryption encryption) {
    return sealing(encryption, CLIENT);
  }

  CompletionStage<Envelope> sealing(EffectiveEncryption encryption, Principal principal) {
    ObjectAccess access = access("key", principal);
    return sealing.with(
        access,
        encryption,
        10,
        (wrapping, keys) -> {
          SealedUpload upload =
              sealer.seal(wrapping, access.location(), keys, 10, () -> Digests.NONE);
          upload.sealer().close();
          return upload.envelope();
        });
  }

  Envelope sealed(EffectiveEncryption encryption) {
    return sealing(encryption).toCompletableFuture().join();
  }

  /** Opens an envelope where it belongs. */
  void open(Envelope envelope) {
    open(envelope, "key", CLIENT);
  }

  /** Opens an envelope at an object of that name. */
  void open(Envelope envelope, String key, Principal principal) {
    ObjectAccess access = access(key, principal);
    opening
        .with(
            access,
            envelope,
            null,
            keys -> {
              sealer.secrets(envelope, access.location(), keys).close();
              return envelope;
            })
        .toCompletableFuture()
        .join();
  }

  private static ObjectAccess access(String key, Principal principal) {
    return new ObjectAccess(BUCKET, key, null, principal, true);
  }

  @Override
  public void close() {
    cache.close();
    engine.close();
  }

  /** The engine, and what happens meanwhile. */
  private final class Interrupted implements KeyService {
    private final KeyService service;

    Interrupted(KeyService service) {
      this.service = service;
    }

    @Override
    public GeneratedDataKey generateDataKey(
        Principal caller, String keyId, Map<String, String> encryptionContext) {
      beforeGenerate.run(keyId);
      GeneratedDataKey key =
          service.generateDataKey(caller, takenFor.apply(keyId), encryptionContext);
      generated.add(key.plaintext());
      return key;
    }

    @Override
    public byte[] decrypt(
        Principal caller,
        String keyArn,
        byte[] ciphertextBlob,
        Map<String, String> encryptionContext) {
      return service.decrypt(caller, keyArn, ciphertextBlob, encryptionContext);
    }

    @Override
    public String keyArn(Principal caller, String keyId) {
      return service.keyArn(caller, keyId);
    }

    @Override
    public boolean tellsCallersApart() {
      return service.tellsCallersApart();
    }

    @Override
    public void close() {
      service.close();
    }
  }
}
