package io.sealgate.kms.wire;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The members of one request. Closing it zeroes every blob, since any may be a plaintext. */
final class Arguments implements AutoCloseable {

  private final Map<Parameter<?>, Object> values = new HashMap<>();

  /** The value, or null when the request has none. */
  @SuppressWarnings("unchecked") // read() put there what the parameter's own reader returned
  <T> @Nullable T get(Parameter<T> parameter) {
    return (T) values.get(parameter);
  }

  boolean isTrue(Parameter<Boolean> parameter) {
    return Objects.requireNonNullElse(get(parameter), false);
  }

  Map<String, String> mapOf(Parameter<Map<String, String>> parameter) {
    return Objects.requireNonNullElse(get(parameter), Map.of());
  }

  <E> List<E> listOf(Parameter<List<E>> parameter) {
    return Objects.requireNonNullElse(get(parameter), List.of());
  }

  <T> void put(Parameter<T> parameter, T value) {
    values.put(parameter, value);
  }

  @Override
  public void close() {
    for (Object value : values.values()) {
      if (value instanceof byte[] blob) {
        Arrays.fill(blob, (byte) 0);
      }
    }
  }
}
