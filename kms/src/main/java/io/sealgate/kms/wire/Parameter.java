package io.sealgate.kms.wire;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.engine.Tag;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A member that requests may have: its name and how its value is read.
 *
 * @param name in the JSON object
 * @param reader reads the value that the parser stands on, which is not null
 * @param <T> what the value becomes
 */
record Parameter<T>(String name, Reader<T> reader) {

  /** Reads one value. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonParser json);
  }

  static Parameter<String> text(String name) {
    return new Parameter<>(name, JsonValues::text);
  }

  static Parameter<Integer> integer(String name) {
    return new Parameter<>(name, JsonValues::integer);
  }

  static Parameter<Boolean> flag(String name) {
    return new Parameter<>(name, JsonValues::flag);
  }

  static Parameter<byte[]> blob(String name) {
    return new Parameter<>(name, JsonValues::blob);
  }

  static Parameter<Map<String, String>> textMap(String name) {
    return new Parameter<>(name, JsonValues::textMap);
  }

  static Parameter<List<Tag>> tags(String name) {
    return new Parameter<>(name, JsonValues::tags);
  }

  /**
   * A member that AWS has and this service does not: refused, because ignoring it would do less
   * than was asked. What means the same as leaving it out (false, an empty list) is accepted.
   */
  static Parameter<Boolean> unsupported(String name) {
    return new Parameter<>(
        name,
        json -> {
          if (json.currentToken() == JsonToken.VALUE_FALSE
              || (json.currentToken() == JsonToken.START_ARRAY
                  && json.nextToken() == JsonToken.END_ARRAY)) {
            return false;
          }
          throw new KmsException(
              KmsError.UNSUPPORTED_OPERATION, "The parameter " + name + " is not supported.");
        });
  }
}
