package io.sealgate.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps logs out of the demo's output: it provokes what servers warn of. */
final class QuietLogs {

  private static final String LEVEL_VARIABLE = "SEALGATE_LOG_LEVEL";

  private QuietLogs() {}

  /** Raises the level, unless the environment sets one. */
  static void unlessAskedFor(UnaryOperator<@Nullable String> environment) {
    if (environment.apply(LEVEL_VARIABLE) != null) {
      return;
    }
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
      context.getLogger("io.sealgate").setLevel(Level.ERROR);
      context.getLogger("sealgate").setLevel(Level.ERROR);
    }
  }
}
