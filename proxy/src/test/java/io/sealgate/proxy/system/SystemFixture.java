package io.sealgate.proxy.system;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sealgate.auth.Principal;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.document.DocumentSealer;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.document.UploadDocument.Sealed;
import io.sealgate.crypto.document.UploadName;
import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.EnvelopeFields;
import io.sealgate.crypto.envelope.EnvelopeSealer;
import io.sealgate.crypto.envelope.ObjectLocation;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.DataKeyCache;
import io.sealgate.crypto.key.DataKeyLimits;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.ObjectSecrets;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.kms.embedded.DefaultKeys;
import io.sealgate.kms.embedded.EmbeddedKeyService;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.store.Seal;
import io.sealgate.kms.store.SealedStore;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.keys.DataKeys;
import io.sealgate.proxy.keys.KeyArns;
import io.sealgate.proxy.operation.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;

/** A system bucket in a store in memory, with documents under a real key service. */
final class SystemFixture implements AutoCloseable {

  static final RandomBytes RANDOM = RandomBytes.secure();
  static final Principal SERVICE = new Principal("sealgate", "123456789012", "AKIASERVICE");
  static final String BUCKET = "system";

  final MemoryStore store = new MemoryStore();
  final BackendCalls backend = (request, limit) -> store.answer(request);
  final SystemBucket bucket = new SystemBucket(backend, BUCKET);
  final DataKeyCache keys =
      new DataKeyCache(
          new DataKeyLimits(Duration.ofMinutes(5), 1000, 1L << 40, 1000), Ticker.systemTicker());
  private final KmsEngine engine;

  SystemFixture(Path folder) {
    engine =
        new KmsEngine(
            "us-east-1",
            SealedStore.open(
                folder.resolve("kms"), new Seal.KeyFile(folder.resolve("seal.key")), RANDOM),
            RANDOM,
            InstantSource.system());
    DefaultKeys.make(engine, SERVICE);
  }

  /** The uploads as one replica sees them, which uses that key for its documents. */
  Uploads uploads(String serviceKey, Executor workers) {
    EmbeddedKeyService service = new EmbeddedKeyService(engine);
    KeyArns arns = new KeyArns(service, SERVICE, serviceKey, List.of(), List.of());
    arns.refresh();
    return new Uploads(
        bucket,
        new Documents(
            new DocumentSealer(AesGcm.preferred(), RANDOM),
            new DataKeys(service, keys, Runnable::run),
            arns,
            SERVICE,
            serviceKey,
            BUCKET),
        workers);
  }

  Uploads uploads() {
    return uploads("alias/sealgate-service", Runnable::run);
  }

  /** Makes the service key unusable, also for whoever has used it before. */
  void disableServiceKey() {
    String arn = new EmbeddedKeyService(engine).keyArn(SERVICE, "alias/sealgate-service");
    engine.disableKey(SERVICE, arn);
    keys.invalidate(arn);
  }

  static UploadName name(String key, String uploadId) {
    return new UploadName(ObjectLocation.of("photos", key), uploadId);
  }

  static UploadDocument document() {
    try (ObjectSecrets secrets = ObjectSecrets.random(1, RANDOM)) {
      return new UploadDocument(
          new Sealed(envelope(RecordId.random(RANDOM), secrets), secrets.multipartKeys()),
          1_700_000_000L,
          null);
    }
  }

  static Sealed sealed() {
    return (Sealed) document().body();
  }

  /** An envelope of SSE-C: nobody needs a key service to seal one. */
  static Envelope envelope(RecordId id, ObjectSecrets secrets) {
    try (KeyEncryptionKey key = KeyEncryptionKey.owning(RANDOM.bytes(32))) {
      return new EnvelopeSealer(AesGcm.preferred(), RANDOM)
          .seal(
              new EnvelopeFields(new Wrapping.SseC(), new BodyReference.Multipart(id)),
              ObjectLocation.of("photos", "key"),
              secrets,
              List.of(key));
    }
  }

  static PartNote note(int partNumber, String eTag) {
    return new PartNote(partNumber, eTag, 5, Bytes.copyOf(RANDOM.bytes(16)), Digests.NONE);
  }

  @Override
  public void close() {
    keys.close();
    engine.close();
  }
}
