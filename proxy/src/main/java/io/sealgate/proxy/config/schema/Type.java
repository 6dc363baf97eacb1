package io.sealgate.proxy.config.schema;

import org.jspecify.annotations.Nullable;

/**
 * What a value of the file may be, and what it becomes.
 *
 * @param <T> what it becomes
 */
public sealed interface Type<T extends @Nullable Object>
    permits Scalar, ListOf, Group, Choice, NotYet {

  /** What is allowed, to follow "allowed:" in messages and in the reference. */
  String allowed();
}
