package io.sealgate.auth;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header lines of a message, in the order in which they came. Names compare case-insensitively;
 * values are as sent, without the white space around them. A view, so that the server need not copy
 * its own header type.
 */
public interface Headers extends Iterable<Map.Entry<String, String>> {

  /** The first value of that name, or null. */
  @Nullable String first(String name);

  /** All values of that name, in order; empty when there is none. */
  List<String> all(String name);

  /** Whether a line of that name is there. */
  default boolean contains(String name) {
    return first(name) != null;
  }
}
