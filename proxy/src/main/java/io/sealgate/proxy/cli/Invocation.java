package io.sealgate.proxy.cli;

import java.util.Objects;
import picocli.CommandLine.ParseResult;

/**
 * A command as it was called.
 *
 * @param arguments what was given
 * @param console where to write
 */
public record Invocation(ParseResult arguments, Console console) {

  /** Checks that nothing is missing. */
  public Invocation {
    Objects.requireNonNull(arguments);
    Objects.requireNonNull(console);
  }

  /** Whether an option was given. */
  public boolean has(String option) {
    return arguments.hasMatchedOption(option);
  }

  /**
   * The value of an option that is required, has a default, or that {@link #has} said was given.
   *
   * @throws IllegalStateException when it has none
   */
  public <T> T option(String name, Class<T> type) {
    Object value = arguments.commandSpec().findOption(name).getValue();
    if (value == null) {
      throw new IllegalStateException(name + " has no value");
    }
    return type.cast(value);
  }

  /** A parameter that is required, by its position from 0. */
  public <T> T parameter(int index, Class<T> type) {
    Object value = arguments.matchedPositionalValue(index, (Object) null);
    if (value == null) {
      throw new IllegalStateException("parameter " + index + " was not given");
    }
    return type.cast(value);
  }
}
