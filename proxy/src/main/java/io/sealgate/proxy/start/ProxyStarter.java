package io.sealgate.proxy.start;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sealgate.auth.CredentialStore;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.kms.wire.KmsEndpoint;
import io.sealgate.proxy.ListeningAddresses;
import io.sealgate.proxy.RunningServer;
import io.sealgate.proxy.ServerStarter;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.admin.AdminHandler;
import io.sealgate.proxy.admin.DocumentServer;
import io.sealgate.proxy.admin.Readiness;
import io.sealgate.proxy.config.BackendConfig;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.KeyServiceConfig;
import io.sealgate.proxy.config.KmsConfig;
import io.sealgate.proxy.operation.S3Service;
import io.sealgate.proxy.server.Transport;
import io.sealgate.proxy.telemetry.AccessLog;
import io.sealgate.proxy.telemetry.MeteredKeyService;
import io.sealgate.proxy.telemetry.ProxyMeters;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.RunningChecksum;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** Starts servers: reads top to bottom what a running Sealgate consists of. */
public final class ProxyStarter implements ServerStarter {

  private static final int HOST_ID_BYTES = 24;

  /** A key service that answers at all does so by then. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Override
  public RunningServer start(Config config) {
    Shutdown shutdown = new Shutdown(config.limits().drainTimeout());
    try {
      PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      ProxyMeters meters = new ProxyMeters(registry);
      AccessLog accessLog = new AccessLog();
      ListenerTls tls = shutdown.owns(ListenerTls.of(config));
      ListenerTls keyTls = shutdown.owns(ListenerTls.of(config.kms()));
      Workers workers = shutdown.owns(new Workers());
      CompletableFuture<RunningChecksum> checksums =
          CompletableFuture.supplyAsync(ChecksumAlgorithm.CRC64NVME::start, workers);
      CredentialStore clients = Identities.of(config.clients());

      KeyServices keys = shutdown.owns(KeyServices.open(config));
      KeyParts keyParts =
          shutdown.owns(
              KeyParts.of(config, new MeteredKeyService(keys.service(), meters), workers));
      keyParts.meter(meters);
      keyParts.awaitFirstLook(PATIENCE);

      Transport transport = Transport.preferred();
      EventLoops loops = shutdown.owns(new EventLoops(transport, config.limits().eventLoops()));
      Backends backends =
          shutdown.owns(Backends.of(config, transport, loops, workers, meters::storeAnswered));
      AesGcm aesGcm = AesGcm.preferred();
      SystemParts system = SystemParts.of(config, keyParts, aesGcm, backends, workers);
      if (config.backend().integrity() == BackendConfig.Integrity.TRAILER) {
        backends.accompanyBodies(system::bodyChecksums);
      }
      system.start(workers);
      String hostId = Base64.getEncoder().encodeToString(RandomBytes.secure().bytes(HOST_ID_BYTES));
      S3Service s3 =
          S3Parts.service(
              config, hostId, clients, keyParts, system, aesGcm, backends, workers, meters);

      checksums.join(); // a native library, which is not to be loaded on an event loop
      S3Server server =
          S3Server.open(
              config,
              hostId,
              transport,
              loops,
              backends,
              s3,
              tls,
              trace -> {
                meters.ended(trace);
                accessLog.ended(trace);
              });
      shutdown.drains(server);
      server.meter(meters);
      backends.meter(meters);

      Readiness serving =
          new BackendReadiness(
              backends, keyParts.arns(), config.encryption().serviceKey(), system::check, workers);
      Readiness readiness =
          () -> server.isDraining() ? new Readiness.NotReady("draining") : serving.check();
      DocumentServer admin =
          shutdown.owns(
              DocumentServer.open(
                  loops.group(),
                  transport.serverChannel(),
                  config.admin().address(),
                  null,
                  new AdminHandler(registry, readiness),
                  workers));
      DocumentServer kms = null;
      KmsEndpoint endpoint = keys.endpoint(clients, config.region());
      if (endpoint != null
          && config.kms() instanceof KmsConfig.Embedded embedded
          && embedded.listen() != null) {
        kms =
            shutdown.owns(
                KmsServer.open(
                    endpoint, embedded.listen(), keyTls.context(), transport, loops, workers));
      }
      StartLog.started(config, transport, aesGcm);
      shutdown.owns(JvmMeters.soonIn(registry, workers));
      return shutdown.running(
          new ListeningAddresses(
              server.http(), server.https(), admin.address(), kms == null ? null : kms.address()));
    } catch (RuntimeException failure) {
      shutdown.now();
      throw failure;
    }
  }

  @Override
  public RunningServer startKeyService(KeyServiceConfig config) {
    Shutdown shutdown = new Shutdown(config.limits().drainTimeout());
    try {
      PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      ListenerTls tls = shutdown.owns(ListenerTls.of(config.kms()));
      Workers workers = shutdown.owns(new Workers());
      Transport transport = Transport.preferred();
      EventLoops loops = shutdown.owns(new EventLoops(transport, config.limits().eventLoops()));
      KeyServices keys = shutdown.owns(KeyServices.open(config));
      KmsEndpoint endpoint = keys.endpoint(Identities.of(config.clients()), config.region());
      if (endpoint == null || config.kms().listen() == null) {
        throw new StartException("kms: the key service has no address to listen on");
      }
      DocumentServer kms =
          shutdown.owns(
              KmsServer.open(
                  endpoint, config.kms().listen(), tls.context(), transport, loops, workers));
      DocumentServer admin =
          shutdown.owns(
              DocumentServer.open(
                  loops.group(),
                  transport.serverChannel(),
                  config.admin().address(),
                  null,
                  new AdminHandler(registry, Readiness.Ready::new),
                  workers));
      shutdown.owns(JvmMeters.soonIn(registry, workers));
      return shutdown.running(new ListeningAddresses(null, null, admin.address(), kms.address()));
    } catch (RuntimeException failure) {
      shutdown.now();
      throw failure;
    }
  }
}
