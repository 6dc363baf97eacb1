package io.sealgate.proxy.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.s3.S3Operation;
import io.sealgate.s3.route.QueryParameters;
import io.sealgate.s3.route.S3Request;
import java.net.ConnectException;
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
    trace.routed(asked(S3Operation.PUT_OBJECT));
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
  void namesTheObjectThatDidNotVerify() {
    ILoggingEvent line =
        failureLine("InternalError", new IntegrityException(Reason.FRAME, "does not verify"));
    assertThat(line.getKeyValuePairs())
        .containsExactly(
            new KeyValuePair("request", "ABCDEF"),
            new KeyValuePair("error", "InternalError"),
            new KeyValuePair("bucket", "photos"),
            new KeyValuePair("key", "a/b"),
            new KeyValuePair("version", "v1"),
            new KeyValuePair("copy_source", "-"));
  }

  @Test
  void tellsInASentenceWhyTheStoreFailsAndNamesNoObject() {
    BackendException cause =
        new BackendException(
            "the backend cannot be reached", new ConnectException("Connection refused"));
    ILoggingEvent line = failureLine("ServiceUnavailable", cause);
    assertThat(line.getKeyValuePairs())
        .containsExactly(
            new KeyValuePair("request", "ABCDEF"),
            new KeyValuePair("error", "ServiceUnavailable"),
            new KeyValuePair("cause", "the backend cannot be reached: Connection refused"));
    assertThat(line.getThrowableProxy()).isNull();
  }

  @Test
  void keepsTheStackTraceOfWhatShouldNotHaveHappened() {
    ILoggingEvent line = failureLine("InternalError", new IllegalStateException("no such state"));
    assertThat(line.getThrowableProxy().getMessage()).isEqualTo("no such state");
    assertThat(line.getKeyValuePairs())
        .extracting(pair -> pair.key)
        .containsExactly("request", "error");
  }

  private static S3Request asked(S3Operation operation) {
    return new S3Request(
        operation, "photos", "a/b", QueryParameters.parse("versionId=v1"), new HeaderList(), false);
  }

  private static ILoggingEvent failureLine(String error, RuntimeException cause) {
    RequestTrace trace = new RequestTrace("ABCDEF", "GET", "192.0.2.1", 0);
    trace.routed(asked(S3Operation.GET_OBJECT));
    trace.failed(error, cause);
    trace.ended(RequestTrace.Outcome.BROKEN_OFF, 1);
    Logger failures = (Logger) LoggerFactory.getLogger("sealgate.failure");
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    failures.addAppender(appender);
    try {
      new AccessLog().ended(trace);
    } finally {
      failures.detachAppender(appender);
    }
    return appender.list.getFirst();
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
