package io.sealgate.proxy.start;

import io.sealgate.auth.CredentialStore;
import io.sealgate.auth.sigv4.SigV4Verifier;
import io.sealgate.auth.sigv4.SignedService;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.operation.Failures;
import io.sealgate.proxy.operation.Operations;
import io.sealgate.proxy.operation.S3Service;
import io.sealgate.proxy.operation.bucket.Buckets;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.telemetry.ProxyMeters;
import io.sealgate.s3.route.Router;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The S3 service of a configuration. */
final class S3Parts {

  private S3Parts() {}

  static S3Service service(
      Config config,
      String hostId,
      CredentialStore clients,
      KeyParts keys,
      SystemParts system,
      AesGcm aesGcm,
      BackendCalls backend,
      Executor workers,
      ProxyMeters meters) {
    Router router = new Router(config.domain(), config.backend().systemBucket());
    Operations operations =
        Operations.of(
            config.encryption(),
            keys.dataKeys(),
            keys.arns(),
            Identities.SERVICE,
            new ObjectSealer(aesGcm, RandomBytes.secure()),
            system.multipart(),
            system.capabilities(),
            new Procedures(backend, workers, InstantSource.system()),
            new Buckets(router, config.region(), config.backend().region()),
            meters);
    return new S3Service(
        router,
        new SigV4Verifier(clients, SignedService.s3(config.region()), InstantSource.system()),
        operations,
        new Failures(meters, hostId));
  }
}
