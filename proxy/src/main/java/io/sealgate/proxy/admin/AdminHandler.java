package io.sealgate.proxy.admin;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import java.nio.charset.StandardCharsets;

/**
 * The operator's endpoint: {@code /livez} (the process runs), {@code /readyz} (it can serve
 * requests), {@code /metrics} (Prometheus text). Shows no names of buckets or objects and no
 * secrets.
 */
public final class AdminHandler implements DocumentHandler {

  private final PrometheusMeterRegistry meters;
  private final Readiness readiness;

  /** The endpoint over those meters and that readiness. */
  public AdminHandler(PrometheusMeterRegistry meters, Readiness readiness) {
    this.meters = meters;
    this.readiness = readiness;
  }

  @Override
  public DocumentAnswer handle(RequestHead head, byte[] body) {
    if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
      return DocumentAnswer.text(405, "only GET\n");
    }
    return switch (head.rawPath()) {
      case "/livez" -> DocumentAnswer.text(200, "alive\n");
      case "/readyz" ->
          switch (readiness.check()) {
            case Readiness.Ready ready -> DocumentAnswer.text(200, "ready\n");
            case Readiness.NotReady notReady ->
                DocumentAnswer.text(503, "not ready: " + notReady.why() + "\n");
          };
      case "/metrics" ->
          new DocumentAnswer(
              200,
              HeaderList.of("Content-Type", "text/plain; version=0.0.4; charset=utf-8"),
              meters.scrape().getBytes(StandardCharsets.UTF_8));
      default -> DocumentAnswer.text(404, "there are /livez, /readyz and /metrics\n");
    };
  }
}
