package io.sealgate.proxy.start;

import io.sealgate.auth.CredentialStore;
import io.sealgate.auth.Principal;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.KeyService;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.aws.AwsKeyService;
import io.sealgate.kms.aws.AwsKmsCredentials;
import io.sealgate.kms.aws.AwsKmsSettings;
import io.sealgate.kms.aws.MonotonicTime;
import io.sealgate.kms.aws.RetryPolicy;
import io.sealgate.kms.embedded.EmbeddedKeyService;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.wire.KmsEndpoint;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.Credentials;
import io.sealgate.proxy.config.KeyServiceConfig;
import io.sealgate.proxy.config.KmsConfig;
import io.sealgate.proxy.tls.ClientTls;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key service that a configuration names, opened. */
final class KeyServices implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeyServices.class);
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

  private final KeyService service;
  private final @Nullable KmsEngine engine;
  private final @Nullable Thread housekeeper;

  private KeyServices(KmsEngine engine) {
    this(new EmbeddedKeyService(engine), engine);
  }

  private KeyServices(KeyService service, @Nullable KmsEngine engine) {
    this.service = service;
    this.engine = engine;
    this.housekeeper =
        engine == null
            ? null
            : Thread.ofVirtual().name("key-deletion").start(() -> deleteDueKeys(engine));
  }

  /** The key service of a proxy, which an embedded one serves with its service key only. */
  static KeyServices open(Config config) {
    return open(
        config.kms(),
        config.region(),
        Identities.accounts(config.clients()),
        config.encryption().defaultKmsKey(),
        config.encryption().serviceKey(),
        config.limits().kmsTimeout(),
        sentence -> {
          throw new StartException(sentence);
        });
  }

  /** The key service alone, which starts without the service key too: to be given it again. */
  static KeyServices open(KeyServiceConfig config) {
    return open(
        config.kms(),
        config.region(),
        Identities.accounts(config.clients()),
        config.defaultKmsKey(),
        config.serviceKey(),
        config.limits().kmsTimeout(),
        LOG::warn);
  }

  /**
   * Opens the key service.
   *
   * @param region the region that the keys' ARNs carry
   * @param owners the principals in whose accounts the default keys are made, if it is embedded
   * @param defaultKey the alias that is made in each account on first start, if it is embedded
   * @param serviceKey the alias that is made in Sealgate's own account on first start, likewise
   * @param timeout for a call, repetitions included, if it is not embedded
   * @param missingServiceKey is told when an embedded store has keys, but not that one
   * @throws StartException when the store cannot be opened
   */
  private static KeyServices open(
      KmsConfig config,
      String region,
      Collection<Principal> owners,
      String defaultKey,
      String serviceKey,
      Duration timeout,
      Consumer<String> missingServiceKey) {
    return switch (config) {
      case KmsConfig.Embedded embedded ->
          new KeyServices(
              EmbeddedKeys.open(
                  embedded, region, owners, defaultKey, serviceKey, missingServiceKey));
      case KmsConfig.Aws aws ->
          new KeyServices(
              client(
                  aws.region(),
                  aws.endpoint(),
                  aws.ca(),
                  aws.credentials() == null
                      ? new AwsKmsCredentials.DefaultChain()
                      : accessKey(aws.credentials()),
                  timeout),
              null);
      case KmsConfig.Remote remote ->
          new KeyServices(
              client(
                  remote.region(),
                  remote.endpoint(),
                  remote.ca(),
                  accessKey(remote.credentials()),
                  timeout),
              null);
    };
  }

  KeyService service() {
    return service;
  }

  /**
   * The embedded service as its clients see it.
   *
   * @return null when the keys are kept elsewhere
   */
  @Nullable KmsEndpoint endpoint(CredentialStore clients, String region) {
    return engine == null
        ? null
        : new KmsEndpoint(engine, clients, region, InstantSource.system(), RandomBytes.secure());
  }

  @Override
  public void close() {
    if (housekeeper != null) {
      housekeeper.interrupt();
    }
    service.close();
    if (engine != null) {
      engine.close();
    }
  }

  /**
   * Keys whose waiting period is over cannot be used in any case; this takes them out of the store.
   */
  private static void deleteDueKeys(KmsEngine engine) {
    RecurringFailure failure =
        new RecurringFailure(
            LOG,
            "keys that are due for deletion cannot be deleted",
            "keys that are due for deletion can be deleted again");
    while (true) {
      try {
        Thread.sleep(HOUSEKEEPING);
        engine.deleteDueKeys();
        failure.isNone();
      } catch (InterruptedException closed) {
        return;
      } catch (KmsException refused) {
        failure.is(refused.reason());
      } catch (RuntimeException unexpected) {
        failure.is(unexpected.toString());
      }
    }
  }

  private static KeyService client(
      String region,
      @Nullable URI endpoint,
      @Nullable Path ca,
      AwsKmsCredentials credentials,
      Duration timeout) {
    return new AwsKeyService(
        new AwsKmsSettings(
            region,
            endpoint,
            ca == null ? List.of() : ClientTls.authorities("kms.tls.ca", ca),
            credentials,
            RetryPolicy.DEFAULT.withDeadline(timeout)),
        MonotonicTime.system(),
        new SecureRandom());
  }

  private static AwsKmsCredentials accessKey(Credentials credentials) {
    return new AwsKmsCredentials.AccessKey(Identities.of(credentials));
  }
}
