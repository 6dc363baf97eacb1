package io.sealgate.proxy.exchange;

import io.netty.channel.EventLoop;
import io.sealgate.proxy.backend.Backend;
import io.sealgate.proxy.telemetry.RequestTrace.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client request run to its end: carries out plan after plan, and is the only one that knows
 * both connections. Knows no operation, no key and no format. Lives on one event loop and ends
 * exactly once: answered, broken off, or left by its client.
 */
final class Exchange {

  private enum State {
    /** A plan is being made: the client's bytes and the backend's wait unread. */
    PLANNING,
    /** A plan is being carried out. */
    RUNNING,
    DONE
  }

  private final ClientSide client;
  private final BackendSide backend;
  private final EventLoop loop;
  private final Planner planner;
  private final ClientRequest request;
  private final Duration patience;
  private final ClientBody body;
  private State state = State.PLANNING;
  private @Nullable Plan running;
  private @Nullable ClientRelay relay;
  private @Nullable KeptAlive keptAlive;

  Exchange(
      ClientSide client,
      Backend backend,
      EventLoop loop,
      Planner planner,
      ClientRequest request,
      Duration patience) {
    this.client = client;
    this.body = new ClientBody(client);
    this.backend = new BackendSide(this, backend, client);
    this.loop = loop;
    this.planner = planner;
    this.request = request;
    this.patience = patience;
  }

  ClientRequest request() {
    return request;
  }

  ClientBody body() {
    return body;
  }

  /** Whether it is the client's turn, so that its silence is its own. */
  boolean awaitsClient() {
    return body.isWanted() || (relay != null && !client.isWritable());
  }

  /**
   * Whether the connection cannot carry another request, because of what has not been read of this
   * one.
   */
  boolean mustClose() {
    return !body.isEnded();
  }

  void start() {
    next(() -> planner.plan(request));
  }

  void onClientWritable() {
    if (relay != null && state != State.DONE) {
      relay.onClientWritable();
    }
  }

  void onClientGone() {
    if (state != State.DONE) {
      end(Outcome.CLIENT_GONE);
    }
  }

  /** Ends with the error that the failure maps to, or breaks the answer off when it has begun. */
  void fail(Throwable failure) {
    if (state == State.DONE) {
      return;
    }
    S3Response error;
    try {
      error = planner.failure(request, failure);
    } catch (RuntimeException | Error another) { // nothing can be said any more, but must end
      another.addSuppressed(failure);
      request.trace().failed("InternalError", another);
      breakOff();
      return;
    }
    if (relay != null && relay.isHeadSent()) {
      breakOff();
    } else {
      answer(error);
    }
  }

  /** The download has reached the client's connection whole. */
  void relayed() {
    boolean close = mustClose();
    end(Outcome.ANSWERED);
    client.finish(close);
  }

  /** Makes and carries out the next plan; what that throws ends the exchange. */
  void next(Supplier<Plan> maker) {
    if (state == State.DONE) {
      return;
    }
    state = State.PLANNING;
    if (running instanceof Plan.Fetch) {
      running = null; // what it holds goes on with its answer
    } else {
      release();
    }
    try {
      carryOut(maker.get());
    } catch (RuntimeException | Error failure) { // else the client would wait for ever
      fail(failure);
    }
  }

  private void carryOut(Plan plan) {
    state = State.RUNNING;
    running = plan;
    switch (plan) {
      case Plan.Answer answer -> answer(answer.response());
      case Plan.Await await -> await(await);
      case Plan.Receive receive ->
          body.deliverTo(
              new MemoryBody(
                  this,
                  body,
                  receive.body(),
                  receive.limitBytes(),
                  bytes -> next(() -> receive.then().apply(bytes))));
      case Plan.Fetch get -> backend.fetch(get);
      case Plan.Upload put ->
          backend.upload(body, put.request(), put.storedBytes(), put.body(), put.then());
      case Plan.Download get -> backend.download(get.request(), get.then());
      case Plan.DownloadAndFetch both -> backend.download(both);
      case Plan.Collect whole -> backend.collect(whole);
      case Plan.Transfer copy -> backend.transfer(copy);
      case Plan.Relay answer -> relay(answer);
      case Plan.KeepAlive patient -> keepAlive(patient);
    }
  }

  private void await(Plan.Await plan) {
    plan.next()
        .whenComplete((made, failure) -> {
          if (loop.inEventLoop()) {
            resume(made, failure);
          } else {
            loop.execute(() -> resume(made, failure));
          }
        });
  }

  private void resume(@Nullable Plan made, @Nullable Throwable failure) {
    if (state == State.DONE) {
      if (made instanceof Plan.Await another) {
        await(another); // it may still bring a key
      } else if (made != null) {
        made.discard();
      }
    } else if (made != null) {
      next(() -> made);
    } else if (failure == null) {
      fail(new IllegalStateException("a plan was awaited and did not come"));
    } else {
      fail(
          failure instanceof CompletionException wrapped && wrapped.getCause() != null
              ? wrapped.getCause()
              : failure);
    }
  }

  private void keepAlive(Plan.KeepAlive plan) {
    if (keptAlive != null) {
      throw new IllegalStateException("the client is kept waiting already");
    }
    keptAlive = new KeptAlive(this, client, plan.headers(), loop, patience);
    carryOut(plan.first());
  }

  private void relay(Plan.Relay plan) {
    if (keptAlive != null) {
      throw new IllegalStateException("who is kept waiting gets a document");
    }
    DownloadLeg source = backend.opened();
    ClientRelay started = new ClientRelay(this, client, source, plan);
    relay = started;
    source.deliverTo(started);
  }

  private void answer(S3Response response) {
    KeptAlive waiting = keptAlive;
    if (waiting != null && waiting.isHeadSent()) {
      answerLate(waiting, response);
      return;
    }
    boolean close = mustClose();
    request.trace().answered(response.status());
    request.trace().sent(request.isHead() ? 0 : response.body().length);
    end(Outcome.ANSWERED);
    try {
      ClientAnswers.write(client, request, response, close);
    } catch (RuntimeException | Error failure) { // such as a header that HTTP cannot carry
      request.trace().failed("InternalError", failure);
      request.trace().ended(Outcome.BROKEN_OFF, System.nanoTime());
      client.abort();
      return;
    }
    client.finish(close);
  }

  /** Ends an answer whose head the client has had for long. */
  private void answerLate(KeptAlive waiting, S3Response response) {
    if (response.body().length == 0) {
      breakOff(); // an empty body would be taken for success
      return;
    }
    waiting.write(response.body());
    request.trace().answered(200);
    request.trace().sent(waiting.sentBytes());
    end(Outcome.ANSWERED);
    client.finish(false);
  }

  /** Ends without an answer, or in the middle of one. */
  private void breakOff() {
    end(Outcome.BROKEN_OFF);
    client.abort();
  }

  private void end(Outcome outcome) {
    state = State.DONE;
    release();
    backend.cancel();
    if (keptAlive != null) {
      keptAlive.stop();
    }
    if (relay != null) {
      relay.tell(request.trace());
    }
    body.discard();
    request.trace().ended(outcome, System.nanoTime());
  }

  /**
   * Frees what the plan that was being carried out holds; a plan that streams is done when the next
   * one is made.
   */
  private void release() {
    Plan done = running;
    running = null;
    if (done != null) {
      done.discard();
    }
  }
}
