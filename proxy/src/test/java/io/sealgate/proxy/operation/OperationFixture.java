package io.sealgate.proxy.operation;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Principal;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.key.DataKeyCache;
import io.sealgate.crypto.key.DataKeyLimits;
import io.sealgate.kms.embedded.DefaultKeys;
import io.sealgate.kms.embedded.EmbeddedKeyService;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.store.Seal;
import io.sealgate.kms.store.SealedStore;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.config.BucketPattern;
import io.sealgate.proxy.config.EncryptionConfig;
import io.sealgate.proxy.config.EncryptionMode;
import io.sealgate.proxy.config.EncryptionRule;
import io.sealgate.proxy.exchange.ClientRequest;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.keys.DataKeys;
import io.sealgate.proxy.keys.KeyArns;
import io.sealgate.proxy.operation.bucket.Buckets;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.telemetry.RequestTrace;
import io.sealgate.s3.route.Router;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The operations over a real key service and a store in memory. */
final class OperationFixture implements AutoCloseable {

  static final Principal CLIENT = new Principal("app", "123456789012", "AKIAAPP");
  static final String SERVICE_KEY = "alias/sealgate-service";

  final MemoryStore store = new MemoryStore();
  final KmsEngine engine;
  final DataKeyCache cache =
      new DataKeyCache(
          new DataKeyLimits(Duration.ofMinutes(5), 1000, 1L << 40, 1000), Ticker.systemTicker());
  private final Router router = new Router(null, "sealgate-system");
  private final Operations operations;

  OperationFixture(Path folder) {
    RandomBytes random = RandomBytes.secure();
    engine =
        new KmsEngine(
            "us-east-1",
            SealedStore.open(
                folder.resolve("kms"), new Seal.KeyFile(folder.resolve("seal.key")), random),
            random,
            InstantSource.system());
    DefaultKeys.make(engine, CLIENT);
    EmbeddedKeyService service = new EmbeddedKeyService(engine);
    KeyArns arns = new KeyArns(service, CLIENT, List.of(SERVICE_KEY));
    arns.refresh();
    EncryptionConfig config =
        new EncryptionConfig(
            SERVICE_KEY,
            "alias/sealgate",
            new EncryptionMode.SseS3(),
            List.of(
                new EncryptionRule(
                    new BucketPattern("sealed-*"),
                    "",
                    new EncryptionMode.SseS3(),
                    true,
                    List.of(),
                    false),
                new EncryptionRule(
                    new BucketPattern("clear"),
                    "",
                    new EncryptionMode.None(),
                    false,
                    List.of(),
                    true)),
            false,
            true);
    operations =
        Operations.of(
            config,
            new DataKeys(service, cache, Runnable::run),
            arns,
            CLIENT,
            new ObjectSealer(AesGcm.preferred(), random),
            (request, limitBytes) -> store.answer(request),
            new Buckets(router, "us-east-1", "us-east-1"),
            Runnable::run);
  }

  /** Carries a request out. */
  S3Response send(String method, String path, byte[] body, String... headers) {
    HeaderList lines = HeaderList.of(headers).add("Host", "localhost");
    if (body.length > 0 || method.equals("PUT")) {
      lines.add("Content-Length", Integer.toString(body.length));
    }
    RequestHead head = new RequestHead(method, path, "", lines);
    ClientRequest client =
        new ClientRequest(
            head,
            true,
            body.length,
            new RequestTrace("ID", method, "127.0.0.1", System.nanoTime()));
    Call call = new Call(client, router.route(head), CLIENT, new PayloadIntegrity.Unsigned());
    return new PlanRunner(store).run(operations.plan(call), body);
  }

  /** The plan for a PUT that announces a body which is never sent. */
  void sendDeclaring(String path, long lengthBytes, String... headers) {
    HeaderList lines =
        HeaderList.of(headers)
            .add("Host", "localhost")
            .add("Content-Length", Long.toString(lengthBytes));
    RequestHead head = new RequestHead("PUT", path, "", lines);
    ClientRequest client =
        new ClientRequest(
            head, true, lengthBytes, new RequestTrace("ID", "PUT", "127.0.0.1", System.nanoTime()));
    operations
        .plan(new Call(client, router.route(head), CLIENT, new PayloadIntegrity.Unsigned()))
        .discard();
  }

  S3Response put(String path, byte[] body, String... headers) {
    return send("PUT", path, body, headers);
  }

  S3Response get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  S3Response head(String path, String... headers) {
    return send("HEAD", path, new byte[0], headers);
  }

  /** How often the key service was asked so far. */
  long keyLoads() {
    return cache.stats().loads();
  }

  @Override
  public void close() {
    cache.close();
    engine.close();
  }
}
