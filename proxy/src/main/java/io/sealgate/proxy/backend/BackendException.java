package io.sealgate.proxy.backend;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The store could not be reached, broke off, went silent, or spoke no HTTP. The client may try
 * again.
 */
public final class BackendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean connectionLost;

  /** With what happened, for the log. */
  public BackendException(String message) {
    super(message, null, false, false);
    this.connectionLost = false;
  }

  /** With what happened and why, for the log. */
  public BackendException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private BackendException(String message, @Nullable Throwable cause, boolean connectionLost) {
    super(message, cause);
    this.connectionLost = connectionLost;
  }

  /** The other side has closed or reset the connection. */
  static BackendException connectionLost(String message, @Nullable Throwable cause) {
    return new BackendException(message, cause, true);
  }

  /**
   * Whether the connection was closed or reset. A backend that merely says nothing may still be at
   * work on the request.
   */
  boolean isConnectionLost() {
    return connectionLost;
  }

  /** Waits for an answer; a failure is thrown as the exception that it is. */
  static BackendResponse await(CompletableFuture<BackendResponse> answer) {
    try {
      return answer.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BackendException("interrupted while waiting for the backend", interrupted);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof BackendException failure) {
        throw failure;
      }
      throw new BackendException("the call of the backend failed", failed);
    }
  }
}
