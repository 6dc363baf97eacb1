package io.sealgate.proxy.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

final class AccessLogTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger("sealgate.access");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
  }

  @Test
  void writesOneStructuredLineForEachRequest() {
    RequestTrace trace = new RequestTrace("ABCDEF", "PUT", "192.0.2.1", 1_000_000);
    trace.routed("PutObject", "photos");
    trace.authenticated("app");
    trace.sealedAs("SSE_KMS");
    trace.received(42);
    trace.answered(200);
    trace.ended(RequestTrace.Outcome.ANSWERED, 3_500_000);

    new AccessLog().ended(trace);

    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.getFirst().getKeyValuePairs())
        .containsExactly(
            new KeyValuePair("request", "ABCDEF"),
            new KeyValuePair("remote", "192.0.2.1"),
            new KeyValuePair("principal", "app"),
            new KeyValuePair("operation", "PutObject"),
            new KeyValuePair("bucket", "photos"),
            new KeyValuePair("mode", "SSE_KMS"),
            new KeyValuePair("status", 200),
            new KeyValuePair("error", "-"),
            new KeyValuePair("outcome", RequestTrace.Outcome.ANSWERED),
            new KeyValuePair("received_bytes", 42L),
            new KeyValuePair("sent_bytes", 0L),
            new KeyValuePair("duration_us", 2_500L));
  }

  @Test
  void namesTheErrorThatTheClientWasTold() {
    RequestTrace trace = new RequestTrace("ABCDEF", "GET", "192.0.2.1", 0);
    trace.failed("NoSuchKey", null);
    trace.answered(404);
    trace.ended(RequestTrace.Outcome.ANSWERED, 1);

    new AccessLog().ended(trace);

    assertThat(lines.list.getFirst().getKeyValuePairs())
        .contains(new KeyValuePair("error", "NoSuchKey"), new KeyValuePair("status", 404));
  }
}
