package io.sealgate.proxy.exchange;

import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendResponse;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The answers to two requests that were made at once, whichever comes first. */
final class TwoAnswers {

  private final Exchange exchange;
  private final BiFunction<BackendHead, @Nullable BackendResponse, Plan> then;
  private @Nullable BackendHead head;
  private @Nullable BackendResponse response;
  private boolean fetched;

  TwoAnswers(Exchange exchange, BiFunction<BackendHead, @Nullable BackendResponse, Plan> then) {
    this.exchange = exchange;
    this.then = then;
  }

  /** The download's body waits. */
  void downloading(BackendHead answered) {
    head = answered;
    proceed();
  }

  /** The fetch has ended; null when it failed. */
  void fetched(@Nullable BackendResponse answer) {
    response = answer;
    fetched = true;
    proceed();
  }

  private void proceed() {
    BackendHead answered = head;
    if (answered != null && fetched) {
      exchange.next(() -> then.apply(answered, response));
    }
  }
}
