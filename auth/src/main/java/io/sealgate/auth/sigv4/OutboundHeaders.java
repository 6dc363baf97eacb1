package io.sealgate.auth.sigv4;

import io.sealgate.auth.Headers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The headers that a signature of our own covers. */
final class OutboundHeaders {

  private final List<Line> lines = new ArrayList<>(16);

  /**
   * Takes over what is to be signed.
   *
   * @throws IllegalArgumentException when {@code host} is missing, or a line is there that the
   *     signature adds
   */
  OutboundHeaders(Headers headers) {
    boolean hasHost = false;
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      switch (name) {
        case "connection",
            "expect",
            "transfer-encoding",
            "user-agent",
            "x-amzn-trace-id",
            "x-forwarded-for" -> {}
        case "authorization", "x-amz-date", "x-amz-content-sha256" ->
            throw new IllegalArgumentException(name + " is there before it was signed");
        default -> {
          hasHost |= name.equals("host");
          add(name, header.getValue());
        }
      }
    }
    if (!hasHost) {
      throw new IllegalArgumentException("no host to sign");
    }
  }

  /** Adds a line, its name in lower case. */
  void add(String name, String value) {
    lines.add(new Line(name, value));
  }

  /** Brings the lines into canonical order; those of one name keep theirs. */
  void sort() {
    lines.sort(BY_NAME);
  }

  /** Writes the header lines, the empty line and the list of names. */
  void appendTo(ByteText text) {
    String previous = "";
    for (Line line : lines) {
      if (line.name.equals(previous)) {
        text.append(',');
      } else {
        if (!previous.isEmpty()) {
          text.append('\n');
        }
        text.append(line.name).append(':');
      }
      text.appendHeaderValue(line.value);
      previous = line.name;
    }
    text.append("\n\n");
    appendNamesTo(text);
  }

  /** Writes the list of names. */
  void appendNamesTo(ByteText text) {
    String previous = "";
    for (Line line : lines) {
      if (!line.name.equals(previous)) {
        if (!previous.isEmpty()) {
          text.append(';');
        }
        text.append(line.name);
        previous = line.name;
      }
    }
  }

  private record Line(String name, String value) {}

  private static final Comparator<Line> BY_NAME = Comparator.comparing(Line::name);
}
