package io.sealgate.proxy.operation;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Principal;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.document.DocumentSealer;
import io.sealgate.crypto.key.DataKeyCache;
import io.sealgate.crypto.key.DataKeyLimits;
import io.sealgate.kms.embedded.DefaultKeys;
import io.sealgate.kms.embedded.EmbeddedKeyService;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.store.Seal;
import io.sealgate.kms.store.SealedStore;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.capability.BackendCapabilities;
import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.ProbedCapabilities;
import io.sealgate.proxy.capability.Support;
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
import io.sealgate.proxy.system.Documents;
import io.sealgate.proxy.system.MultipartState;
import io.sealgate.proxy.system.SystemBucket;
import io.sealgate.proxy.telemetry.ProxyMeters;
import io.sealgate.proxy.telemetry.RequestTrace;
import io.sealgate.s3.route.Router;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The operations over a real key service and a store in memory. */
public final class OperationFixture implements AutoCloseable {

  public static final Principal CLIENT = new Principal("app", "123456789012", "AKIAAPP");
  public static final String SERVICE_KEY = "alias/sealgate-service";

  public final MemoryStore store;
  private final KmsEngine engine;
  private final boolean ownsEngine;
  public final DataKeyCache cache =
      new DataKeyCache(
          new DataKeyLimits(Duration.ofMinutes(5), 1000, 1L << 40, 1000), Ticker.systemTicker());

  /** What the backend is taken to do: everything but listing metadata. */
  public final Map<Capability, Support> supports = supports();

  /** What has been counted. */
  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private final Router router = new Router(null, "sealgate-system");
  private final Operations operations;
  public final MultipartState multipartState;

  public OperationFixture(Path folder) {
    this(new MemoryStore(), engine(folder), true);
  }

  private OperationFixture(MemoryStore store, KmsEngine engine, boolean ownsEngine) {
    RandomBytes random = RandomBytes.secure();
    this.store = store;
    this.engine = engine;
    this.ownsEngine = ownsEngine;
    EmbeddedKeyService service = new EmbeddedKeyService(engine);
    KeyArns arns = new KeyArns(service, CLIENT, SERVICE_KEY, List.of(), List.of());
    arns.refresh();
    DataKeys dataKeys = new DataKeys(service, cache, Runnable::run);
    BackendCalls backend = (request, limitBytes) -> store.answer(request);
    AesGcm aesGcm = AesGcm.preferred();
    SystemBucket bucket = new SystemBucket(backend, "sealgate-system");
    Documents documents =
        new Documents(
            new DocumentSealer(aesGcm, random), dataKeys, arns, CLIENT, SERVICE_KEY, bucket.name());
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
    multipartState = MultipartState.of(bucket, documents, aesGcm, random, backend, Runnable::run);
    operations =
        Operations.of(
            config,
            dataKeys,
            arns,
            CLIENT,
            new ObjectSealer(aesGcm, random),
            multipartState,
            new ProbedCapabilities(
                () -> new BackendCapabilities(supports), InstantSource.system(), Runnable::run),
            new Procedures(backend, Runnable::run, InstantSource.system()),
            new Buckets(router, "us-east-1", "us-east-1"),
            new ProxyMeters(meters));
  }

  private static Map<Capability, Support> supports() {
    Map<Capability, Support> supports = new EnumMap<>(Capability.class);
    for (Capability capability : Capability.values()) {
      supports.put(capability, Support.WORKS);
    }
    supports.put(Capability.METADATA_LISTING, Support.REFUSED);
    supports.put(Capability.METADATA_VERSION_LISTING, Support.REFUSED);
    return supports;
  }

  private static KmsEngine engine(Path folder) {
    RandomBytes random = RandomBytes.secure();
    KmsEngine engine =
        new KmsEngine(
            "us-east-1",
            SealedStore.open(
                folder.resolve("kms"), new Seal.KeyFile(folder.resolve("seal.key")), random),
            random,
            InstantSource.system());
    DefaultKeys.make(engine, CLIENT);
    return engine;
  }

  /** Another proxy over the same store and key service, which shares nothing else with this one. */
  public OperationFixture replica() {
    return new OperationFixture(store, engine, false);
  }

  /**
   * Carries a request out.
   *
   * @param path with a query, where there is one
   */
  public S3Response send(String method, String path, byte[] body, String... headers) {
    HeaderList lines = HeaderList.of(headers).add("Host", "localhost");
    if (body.length > 0 || method.equals("PUT")) {
      lines.add("Content-Length", Integer.toString(body.length));
    }
    RequestHead head = head(method, path, lines);
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
  public void sendDeclaring(String path, long lengthBytes, String... headers) {
    HeaderList lines =
        HeaderList.of(headers)
            .add("Host", "localhost")
            .add("Content-Length", Long.toString(lengthBytes));
    RequestHead head = head("PUT", path, lines);
    ClientRequest client =
        new ClientRequest(
            head, true, lengthBytes, new RequestTrace("ID", "PUT", "127.0.0.1", System.nanoTime()));
    PlanRunner.ready(
            operations.plan(
                new Call(client, router.route(head), CLIENT, new PayloadIntegrity.Unsigned())))
        .discard();
  }

  private static RequestHead head(String method, String path, HeaderList lines) {
    int query = path.indexOf('?');
    return query < 0
        ? new RequestHead(method, path, "", lines)
        : new RequestHead(method, path.substring(0, query), path.substring(query + 1), lines);
  }

  public S3Response put(String path, byte[] body, String... headers) {
    return send("PUT", path, body, headers);
  }

  public S3Response get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  public S3Response head(String path, String... headers) {
    return send("HEAD", path, new byte[0], headers);
  }

  /** Disables the key of SSE-S3; caches go on. */
  public void disableServiceKey() {
    engine.disableKey(CLIENT, engine.describeKey(CLIENT, SERVICE_KEY).keyId());
  }

  /** How often the key service was asked so far. */
  public long keyLoads() {
    return cache.stats().loads();
  }

  @Override
  public void close() {
    cache.close();
    if (ownsEngine) {
      engine.close();
    }
  }
}
