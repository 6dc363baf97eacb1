package io.sealgate.proxy.start;

import io.sealgate.proxy.admin.Readiness;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.keys.KeyArns;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Ready means: the store takes Sealgate's credentials and has the system bucket, and the service
 * key is known.
 */
final class BackendReadiness implements Readiness {

  private static final int LIMIT_BYTES = 1024 * 1024;

  /**
   * Whoever asks gives up sooner than a transfer does: load balancers wait for seconds, while a
   * store may be silent for {@code limits.backend-idle-timeout}.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final BackendCalls backend;
  private final KeyArns arns;
  private final String serviceKey;
  private final Readiness systemBucket;
  private final Executor workers;

  BackendReadiness(
      BackendCalls backend,
      KeyArns arns,
      String serviceKey,
      Readiness systemBucket,
      Executor workers) {
    this.backend = backend;
    this.arns = arns;
    this.serviceKey = serviceKey;
    this.systemBucket = systemBucket;
    this.workers = workers;
  }

  @Override
  public State check() {
    if (arns.arnOf(Identities.SERVICE, serviceKey).isEmpty()) {
      return new NotReady("the service key is not known to the key service");
    }
    return CompletableFuture.supplyAsync(this::ask, workers)
        .completeOnTimeout(
            new NotReady("the backend does not answer"), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private State ask() {
    try {
      BackendResponse response = backend.call(BackendRequest.of("GET", "", ""), LIMIT_BYTES);
      return response.head().isSuccess()
          ? systemBucket.check()
          : new NotReady("the backend answers " + response.head().status());
    } catch (BackendException failure) {
      return new NotReady(String.valueOf(failure.getMessage()));
    }
  }
}
