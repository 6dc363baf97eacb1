package io.sealgate.s3.route;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decoded parameters of a query string, in the order in which they came. A name never occurs
 * twice, so that nobody reads another value than the one that was checked.
 */
public final class QueryParameters {

  /** No parameters. */
  public static final QueryParameters NONE = new QueryParameters(List.of(), List.of());

  /** More parameters than any operation has, presigned metadata included. */
  private static final int MAX_PARAMETERS = 100;

  private final List<String> names;
  private final List<String> values;

  private QueryParameters(List<String> names, List<String> values) {
    this.names = names;
    this.values = values;
  }

  /**
   * Parses a query string.
   *
   * @param rawQuery as sent, without the question mark
   * @return the parameters; one without an equals sign has an empty value
   * @throws S3Exception InvalidURI for a malformed escape or too many parameters, InvalidArgument
   *     for a name that occurs twice
   */
  public static QueryParameters parse(String rawQuery) {
    if (rawQuery.isEmpty()) {
      return NONE;
    }
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    int from = 0;
    while (from <= rawQuery.length()) {
      int to = rawQuery.indexOf('&', from);
      if (to < 0) {
        to = rawQuery.length();
      }
      if (to > from) {
        int equals = rawQuery.indexOf('=', from);
        int nameEnd = equals < 0 || equals > to ? to : equals;
        String name = PercentEncoding.decode(rawQuery, from, nameEnd);
        if (names.contains(name)) {
          throw new S3Exception(
                  S3Error.INVALID_ARGUMENT, "A query parameter is given more than once.")
              .with("ArgumentName", name);
        }
        if (names.size() == MAX_PARAMETERS) {
          throw new S3Exception(S3Error.INVALID_URI);
        }
        names.add(name);
        values.add(nameEnd == to ? "" : PercentEncoding.decode(rawQuery, nameEnd + 1, to));
      }
      from = to + 1;
    }
    return names.isEmpty() ? NONE : new QueryParameters(names, values);
  }

  /** The value of that parameter, empty when it has none, or null when it is not there. */
  public @Nullable String first(String name) {
    int index = names.indexOf(name);
    return index < 0 ? null : values.get(index);
  }

  /** Whether that parameter is there. */
  public boolean contains(String name) {
    return names.contains(name);
  }

  /** How many parameters there are. */
  public int size() {
    return names.size();
  }

  /** The name of the parameter at an index from 0. */
  public String name(int index) {
    return names.get(index);
  }

  /** The value of the parameter at an index from 0. */
  public String value(int index) {
    return values.get(index);
  }

  /** Names only: values may be signatures. */
  @Override
  public String toString() {
    return "QueryParameters" + names;
  }
}
