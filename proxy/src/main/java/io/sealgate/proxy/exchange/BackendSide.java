package io.sealgate.proxy.exchange;

import io.sealgate.crypto.Transform;
import io.sealgate.proxy.backend.Backend;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.backend.ResponseCollector;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The backend as one exchange uses it: one download that may wait, and one upload or one request
 * held in memory at a time, which a download may go along with.
 */
final class BackendSide {

  static final int ANSWER_LIMIT_BYTES = 4 * 1024 * 1024;

  private final Exchange exchange;
  private final Backend backend;
  private final ClientSide client;
  private @Nullable UploadLeg upload;
  private @Nullable DownloadLeg download;
  private @Nullable ResponseCollector fetch;

  BackendSide(Exchange exchange, Backend backend, ClientSide client) {
    this.exchange = exchange;
    this.backend = backend;
    this.client = client;
  }

  /** Makes a request and takes the answer into memory. */
  void fetch(Plan.Fetch plan) {
    fetch(
        plan.request(),
        plan.answerLimitBytes(),
        (response, failure) -> {
          if (response != null) {
            exchange.next(() -> plan.then().apply(response));
          } else {
            exchange.fail(failure == null ? new BackendException("no answer") : failure);
          }
        });
  }

  private void fetch(
      BackendRequest request,
      int limitBytes,
      BiConsumer<@Nullable BackendResponse, @Nullable BackendException> then) {
    ResponseCollector collector =
        new ResponseCollector(
            limitBytes,
            (response, failure) -> {
              fetch = null;
              then.accept(response, failure);
            });
    fetch = collector;
    backend.send(request, collector);
  }

  /** Streams a body to the backend. */
  void upload(
      BodySource source,
      BackendRequest request,
      long storedBytes,
      Transform transform,
      Function<BackendResponse, Plan> then) {
    UploadLeg leg =
        new UploadLeg(
            exchange,
            source,
            client.allocator(),
            transform,
            storedBytes,
            ANSWER_LIMIT_BYTES,
            response -> uploaded(then, response));
    upload = leg;
    backend.stream(request, storedBytes, leg);
  }

  /** Makes a request whose body waits; an earlier one's is given up. */
  void download(BackendRequest request, Function<BackendHead, Plan> then) {
    startDownload(request, head -> exchange.next(() -> then.apply(head)));
  }

  /** Makes two requests at once, and goes on when both have been answered. */
  void download(Plan.DownloadAndFetch plan) {
    TwoAnswers answers = new TwoAnswers(exchange, plan.then());
    fetch(plan.fetch(), ANSWER_LIMIT_BYTES, (response, failure) -> answers.fetched(response));
    startDownload(plan.download(), answers::downloading);
  }

  private void startDownload(BackendRequest request, Consumer<BackendHead> onHead) {
    if (download != null) {
      download.cancel();
    }
    DownloadLeg leg = new DownloadLeg(exchange, onHead);
    download = leg;
    backend.send(request, leg);
  }

  /** Streams from the backend to the backend. */
  void transfer(Plan.Transfer plan) {
    startDownload(
        plan.download(),
        head -> {
          try {
            plan.requireSource().accept(head);
          } catch (RuntimeException refused) {
            exchange.fail(refused);
            return;
          }
          upload(opened(), plan.request(), plan.storedBytes(), plan.body(), plan.then());
        });
  }

  /** Takes the body of the last download into memory. */
  void collect(Plan.Collect plan) {
    DownloadLeg source = opened();
    source.deliverTo(
        new CollectedBody(
            exchange,
            source,
            ANSWER_LIMIT_BYTES,
            bytes -> exchange.next(() -> plan.then().apply(bytes))));
  }

  /** The last download. */
  DownloadLeg opened() {
    DownloadLeg leg = download;
    if (leg == null) {
      throw new IllegalStateException("nothing has been downloaded");
    }
    return leg;
  }

  /** Gives everything up that is under way: its connections are cut. */
  void cancel() {
    if (upload != null) {
      upload.cancel();
      upload = null;
    }
    if (download != null) {
      download.cancel();
    }
    if (fetch != null) {
      fetch.cancel();
      fetch = null;
    }
  }

  private void uploaded(Function<BackendResponse, Plan> then, BackendResponse response) {
    boolean complete = upload != null && upload.isComplete();
    upload = null;
    if (!complete && download != null) {
      download.cancel(); // what is left of it has nowhere to go
    }
    if (!complete && response.head().isSuccess()) {
      exchange.fail(
          new BackendException("the backend answered success before it had the whole body"));
      return;
    }
    exchange.next(() -> then.apply(response));
  }
}
