package io.sealgate.proxy.backend;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * The store as one event loop reaches it: signs requests, finds a connection, sends again what may
 * be sent again.
 */
public final class Backend {

  private final BackendPool pool;
  private final BackendSigner signer;
  private final Semaphore procedures;

  /** The store behind that pool. */
  public Backend(BackendPool pool, BackendSigner signer) {
    this.pool = pool;
    this.signer = signer;
    this.procedures = new Semaphore(Math.max(1, pool.maxConnections() / 2));
  }

  /**
   * Makes a request whose body, if any, is held in memory. It is sent again, once, when a kept
   * connection turns out to be dead before anything was answered.
   *
   * @param listener receives the answer, on the event loop that this is called on
   * @throws IllegalArgumentException when the request cannot be written as HTTP
   */
  public void send(BackendRequest request, BackendListener listener) {
    attempt(request, false, listener);
  }

  /**
   * Makes a request whose body the listener writes once it is connected. Never sent again, since
   * the body is consumed.
   *
   * @param bodyBytes the exact length of the body
   * @throws IllegalArgumentException when the request cannot be written as HTTP
   */
  public void stream(BackendRequest request, long bodyBytes, BackendListener listener) {
    SignedRequest signed = signer.signStream(request, bodyBytes);
    pool.acquire(
        false,
        (connection, failure) -> {
          if (connection == null) {
            listener.onFailure(failure == null ? new BackendException("no connection") : failure);
            return;
          }
          connection.stream(signed, listener);
          listener.onConnected(connection);
        });
  }

  /**
   * Makes a request from any thread but an event loop, and waits for the whole answer: for its turn
   * first, since half of the connections are left to what clients upload and download. Procedures
   * may be many, and go on when their clients have left.
   *
   * @param limitBytes the most that the answer's body may have
   * @throws BackendException when the store cannot be reached or breaks off
   */
  public BackendResponse call(BackendRequest request, int limitBytes) {
    try {
      procedures.acquire();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BackendException("interrupted while waiting for the backend", interrupted);
    }
    try {
      return BackendException.await(answer(request, limitBytes));
    } finally {
      procedures.release();
    }
  }

  private CompletableFuture<BackendResponse> answer(BackendRequest request, int limitBytes) {
    CompletableFuture<BackendResponse> answer = new CompletableFuture<>();
    ResponseCollector collector =
        new ResponseCollector(
            limitBytes,
            (response, failure) -> {
              if (response != null) {
                answer.complete(response);
              } else if (failure != null) {
                answer.completeExceptionally(failure);
              }
            });
    pool.loop()
        .execute(() -> {
          try {
            send(request, collector);
          } catch (RuntimeException | Error failure) { // the waiting thread must hear of it
            answer.completeExceptionally(failure);
          }
        });
    return answer;
  }

  /** How many connections are open or being opened. Called by any thread. */
  public int connections() {
    return pool.open();
  }

  /** Closes the connections that are not in use; called on the event loop. */
  public void close() {
    pool.close();
  }

  private void attempt(BackendRequest request, boolean fresh, BackendListener listener) {
    SignedRequest signed = signer.sign(request);
    pool.acquire(
        fresh,
        (connection, failure) -> {
          if (connection == null) {
            listener.onFailure(failure == null ? new BackendException("no connection") : failure);
            return;
          }
          boolean mayRepeat = connection.isReused() && request.isRepeatable();
          connection.send(
              signed, request.body(), mayRepeat ? new Repeating(request, listener) : listener);
          listener.onConnected(connection);
        });
  }

  /**
   * Sends the request again on a fresh connection when a kept one is lost before it has answered.
   * Never when the backend is merely silent: it may still be at work on it.
   */
  private final class Repeating implements BackendListener {
    private final BackendRequest request;
    private final BackendListener listener;
    private boolean answered;

    Repeating(BackendRequest request, BackendListener listener) {
      this.request = request;
      this.listener = listener;
    }

    @Override
    public void onConnected(BackendConnection connection) {
      listener.onConnected(connection);
    }

    @Override
    public void onHead(BackendHead head) {
      answered = true;
      listener.onHead(head);
    }

    @Override
    public void onBody(ByteBuf bytes) {
      listener.onBody(bytes);
    }

    @Override
    public void onAnswerReadComplete() {
      listener.onAnswerReadComplete();
    }

    @Override
    public void onEndOfAnswer() {
      listener.onEndOfAnswer();
    }

    @Override
    public void onWritabilityChanged() {
      listener.onWritabilityChanged();
    }

    @Override
    public void onFailure(BackendException failure) {
      if (failure.isConnectionLost() && !answered) {
        attempt(request, true, listener);
      } else {
        listener.onFailure(failure);
      }
    }
  }
}
