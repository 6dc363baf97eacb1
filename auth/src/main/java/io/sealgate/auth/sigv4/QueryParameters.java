package io.sealgate.auth.sigv4;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query string, in canonical encoding and order. Whatever spelling a name came
 * in, it is found under its plain one: a signature's parameters cannot hide behind percent signs.
 */
final class QueryParameters {

  private final Parameter[] sorted;

  private QueryParameters(Parameter[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Takes a query apart.
   *
   * @param rawQuery as sent, without the question mark
   */
  static QueryParameters parse(String rawQuery) {
    if (rawQuery.isEmpty()) {
      return NONE;
    }
    Parameter[] parameters = new Parameter[countOf('&', rawQuery) + 1];
    int count = 0;
    int from = 0;
    while (from <= rawQuery.length()) {
      int ampersand = rawQuery.indexOf('&', from);
      int to = ampersand < 0 ? rawQuery.length() : ampersand;
      if (to > from) {
        parameters[count++] = parameter(rawQuery, from, to);
      }
      from = to + 1;
    }
    Arrays.sort(parameters, 0, count);
    return new QueryParameters(Arrays.copyOf(parameters, count));
  }

  /** Whether a parameter of that name is there. */
  boolean contains(String name) {
    return count(name) > 0;
  }

  /** How often a parameter is there. */
  int count(String name) {
    int count = 0;
    for (Parameter parameter : sorted) {
      if (parameter.name.equals(name)) {
        count++;
      }
    }
    return count;
  }

  /** The decoded value of the first parameter of that name, or null. */
  @Nullable String first(String name) {
    for (Parameter parameter : sorted) {
      if (parameter.name.equals(name)) {
        return UriEncoding.decode(parameter.value);
      }
    }
    return null;
  }

  /** The same, whatever the case of its name, for the one name that clients spell in two ways. */
  @Nullable String firstIgnoringCase(String name) {
    for (Parameter parameter : sorted) {
      if (parameter.name.equalsIgnoreCase(name)) {
        return UriEncoding.decode(parameter.value);
      }
    }
    return null;
  }

  /** Writes the query line; {@code except} is the name of what a signature cannot cover. */
  void appendTo(ByteText text, String except) {
    boolean first = true;
    for (Parameter parameter : sorted) {
      if (!parameter.name.equals(except)) {
        if (!first) {
          text.append('&');
        }
        text.append(parameter.name).append('=').append(parameter.value);
        first = false;
      }
    }
  }

  private static Parameter parameter(String rawQuery, int from, int to) {
    int equals = rawQuery.indexOf('=', from);
    if (equals < 0 || equals >= to) {
      return new Parameter(UriEncoding.queryPart(rawQuery, from, to), "");
    }
    return new Parameter(
        UriEncoding.queryPart(rawQuery, from, equals),
        UriEncoding.queryPart(rawQuery, equals + 1, to));
  }

  private static int countOf(char c, String text) {
    int count = 0;
    for (int i = text.indexOf(c); i >= 0; i = text.indexOf(c, i + 1)) {
      count++;
    }
    return count;
  }

  private record Parameter(String name, String value) implements Comparable<Parameter> {
    @Override
    public int compareTo(Parameter other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : value.compareTo(other.value);
    }
  }

  private static final QueryParameters NONE = new QueryParameters(new Parameter[0]);
}
