package io.sealgate.proxy.system;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** How a procedure waits for what a plan would await. */
public final class Waiting {

  private Waiting() {}

  /** The stage's value; its failure is thrown as the exception that it is. */
  public static <T> T forStage(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
  }
}
