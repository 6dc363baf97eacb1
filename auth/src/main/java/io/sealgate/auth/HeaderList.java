package io.sealgate.auth;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers held in a list: for messages that Sealgate makes itself, and for tests. */
public final class HeaderList implements Headers {

  private final List<Map.Entry<String, String>> lines = new ArrayList<>();

  /** Headers from alternating names and values. */
  public static HeaderList of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a header name without a value");
    }
    HeaderList headers = new HeaderList();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  /** Appends a line. */
  public HeaderList add(String name, String value) {
    lines.add(Map.entry(name, value));
    return this;
  }

  /** Removes every line of that name and appends one. */
  public HeaderList set(String name, String value) {
    lines.removeIf(line -> line.getKey().equalsIgnoreCase(name));
    return add(name, value);
  }

  @Override
  public @Nullable String first(String name) {
    for (Map.Entry<String, String> line : lines) {
      if (line.getKey().equalsIgnoreCase(name)) {
        return line.getValue();
      }
    }
    return null;
  }

  @Override
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, String> line : lines) {
      if (line.getKey().equalsIgnoreCase(name)) {
        values.add(line.getValue());
      }
    }
    return values;
  }

  @Override
  public Iterator<Map.Entry<String, String>> iterator() {
    return lines.iterator();
  }

  @Override
  public String toString() {
    return "HeaderList" + lines.stream().map(Map.Entry::getKey).toList();
  }
}
