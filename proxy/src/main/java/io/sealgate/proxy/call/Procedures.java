package io.sealgate.proxy.call;

import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.exchange.Plan;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What procedures work with: straight-line code for operations that need several requests, which
 * must not run on an event loop because it waits.
 *
 * @param backend the store
 * @param workers threads that may wait
 * @param clock the time, where the backend does not tell it
 */
public record Procedures(BackendCalls backend, Executor workers, InstantSource clock) {

  /** Carries a procedure out on a thread that may wait, and goes on with the plan that it makes. */
  public Plan plan(Supplier<Plan> procedure) {
    return new Plan.Await(CompletableFuture.supplyAsync(procedure, workers));
  }
}
