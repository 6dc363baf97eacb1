package io.sealgate.proxy.telemetry;

import io.sealgate.crypto.IntegrityException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One structured line for each request: who did what to which bucket, how it ended and how long it
 * took. Object keys are not in it, since they name people and cases. An object that does not verify
 * is named in a line of its own: somebody has to find it.
 */
public final class AccessLog {

  /** The code of what should not have happened, and of what does not verify. */
  private static final String INTERNAL_ERROR = "InternalError";

  private static final int MOST_CAUSES = 8;
  private static final Logger LOG = LoggerFactory.getLogger("sealgate.access");
  private static final Logger FAILURES = LoggerFactory.getLogger("sealgate.failure");

  /**
   * Writes the line, and another when something lies behind an error that the operator should see.
   */
  public void ended(RequestTrace trace) {
    if (LOG.isInfoEnabled()) {
      log(trace);
    }
    if (trace.cause() != null) {
      LoggingEventBuilder line =
          FAILURES
              .atWarn()
              .addKeyValue("request", trace.requestId())
              .addKeyValue("error", orDash(trace.errorCode()));
      if (trace.cause() instanceof IntegrityException) {
        line =
            line.addKeyValue("bucket", orDash(trace.bucket()))
                .addKeyValue("key", orDash(trace.key()))
                .addKeyValue("version", orDash(trace.versionId()))
                .addKeyValue("copy_source", orDash(trace.copySource()));
      }
      if (INTERNAL_ERROR.equals(trace.errorCode())) {
        line.setCause(trace.cause()).log("request failed");
      } else { // trouble of others: a store that is away would fill the log with stack traces
        line.addKeyValue("cause", sentences(trace.cause())).log("request failed");
      }
    }
  }

  private static String sentences(@Nullable Throwable failure) {
    StringJoiner sentences = new StringJoiner(": ");
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      sentences.add(cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage());
      cause = cause.getCause();
    }
    return sentences.toString();
  }

  private static void log(RequestTrace trace) {
    LOG.atInfo()
        .addKeyValue("request", trace.requestId())
        .addKeyValue("remote", trace.remoteAddress())
        .addKeyValue("principal", orDash(trace.principal()))
        .addKeyValue("operation", trace.operation())
        .addKeyValue("bucket", orDash(trace.bucket()))
        .addKeyValue("mode", orDash(trace.mode()))
        .addKeyValue("status", trace.status())
        .addKeyValue("error", orDash(trace.errorCode()))
        .addKeyValue("outcome", trace.outcome())
        .addKeyValue("received_bytes", trace.receivedBytes())
        .addKeyValue("sent_bytes", trace.sentBytes())
        .addKeyValue("duration_us", trace.durationNanos() / 1000)
        .log("request");
  }

  private static Object orDash(@Nullable Object value) {
    return value == null ? "-" : value;
  }
}
