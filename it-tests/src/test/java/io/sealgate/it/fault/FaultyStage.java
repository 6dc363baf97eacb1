package io.sealgate.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Clients;
import io.sealgate.it.fixture.FaultyLink;
import io.sealgate.it.fixture.LinkedBackend;
import io.sealgate.it.fixture.RawRequest;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.Store;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * A Sealgate with a faulty link to its clients, to its store and to its key service. The latter is
 * that of another Sealgate, on a good network, through which tests look at what became of things.
 */
final class FaultyStage implements AutoCloseable {

  private static final String HASTY =
      "{ event-loops: 2, drain-timeout: 10s, idle-timeout: 2s, keep-alive-timeout: 10s,"
          + " backend-idle-timeout: 2s }";
  private static final Duration HASTY_PATIENCE = Duration.ofSeconds(12);
  private static final String STEADY = "{ event-loops: 2, drain-timeout: 10s, kms-timeout: 60s }";
  private static final String HASTY_FOR_KEYS =
      "{ event-loops: 2, drain-timeout: 10s, kms-timeout: 2s }";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration AFTERMATH = Duration.ofSeconds(20);

  private final SealgateServer healthy;
  private final FaultyLink keyLink;
  private final LinkedBackend backend;
  private final SealgateServer server;
  private final FaultyLink clientLink;
  private final Duration patience;
  private final Queue<Clients> clients = new ConcurrentLinkedQueue<>();
  private final String bucketName;
  private final Bucket good;

  private FaultyStage(
      SealgateServer healthy, String bucketName, ServerSettings settings, Duration patience) {
    this.healthy = healthy;
    this.bucketName = bucketName;
    keyLink = FaultyLink.to(healthy.kms());
    backend = LinkedBackend.of(healthy.backend());
    server = SealgateServer.start(backend, settings.withKmsAt(keyLink.endpoint()));
    clientLink = FaultyLink.to(server.http());
    this.patience = patience;
    good = new Bucket(healthy.s3(), bucketName);
  }

  /** The Sealgate on a good network, whose limits are the default's. */
  static SealgateServer healthy() {
    return SealgateServer.start(Store.MINIO.backend());
  }

  /** A stage on which nobody waits for what is stalled. */
  static FaultyStage hasty(SealgateServer healthy, String bucketName) {
    return new FaultyStage(
        healthy, bucketName, ServerSettings.DEFAULT.withLimits(HASTY), HASTY_PATIENCE);
  }

  /** A stage on which nothing ends just because this machine is slow. */
  static FaultyStage steady(SealgateServer healthy, String bucketName) {
    return new FaultyStage(
        healthy, bucketName, ServerSettings.DEFAULT.withLimits(STEADY), PATIENCE);
  }

  /** A stage that asks its key service for each object anew, and soon gives it up. */
  static FaultyStage withoutKeyCache(SealgateServer healthy, String bucketName) {
    return new FaultyStage(
        healthy,
        bucketName,
        ServerSettings.DEFAULT.withLimits(HASTY_FOR_KEYS).withKeyCache("{ max-age: 0s }"),
        PATIENCE);
  }

  /** The Sealgate behind and before the links. */
  SealgateServer server() {
    return server;
  }

  /** Between Sealgate and the store. */
  FaultyLink backendLink() {
    return backend.link();
  }

  /** Between clients and Sealgate, without TLS. */
  FaultyLink clientLink() {
    return clientLink;
  }

  /** Between Sealgate and its key service. */
  FaultyLink keyLink() {
    return keyLink;
  }

  /** The bucket by way of the healthy Sealgate. */
  Bucket good() {
    return good;
  }

  /** The bucket by way of the Sealgate between links, but not by the clients' link. */
  Bucket bucket() {
    return new Bucket(server.s3(), bucketName);
  }

  /** The bucket by way of all links, over connections that no fault has met yet. */
  Bucket behindClientLink() {
    Clients fresh = Clients.impatient(patience);
    clients.add(fresh);
    return new Bucket(fresh.s3(clientLink.endpoint(), Account.APP), bucketName);
  }

  /** Waits until nothing is left of what went wrong. */
  void assertNothingIsStuck() throws InterruptedException {
    clients.forEach(Clients::close);
    server.clients().close();
    await("running requests", () -> metric("sealgate_requests_running") == 0);
    await("client connections", () -> metric("sealgate_connections") == 0);
    backend.link().goDown(); // of the connections to the store only idle ones are left
    await("backend connections", () -> metric("sealgate_backend_connections") == 0);
    backend.link().comeUp();
  }

  @Override
  public void close() {
    clients.forEach(Clients::close);
    server.close();
    clientLink.close();
    backend.link().close();
    keyLink.close();
  }

  private double metric(String name) {
    return new RawRequest(healthy.clients().raw(), server.admin(), "GET", "/metrics")
        .signing(RawRequest.Signing.ANONYMOUS)
        .send()
        .metric(name);
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + AFTERMATH.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("%s remain", what).isNegative();
      Thread.sleep(50);
    }
  }
}
