package io.sealgate.proxy.config.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of values of one type.
 *
 * @param items their type
 * @param min how many there are at least
 * @param <T> what each becomes
 */
public record ListOf<T>(Type<T> items, int min) implements Type<List<T>> {

  /** Any number of values. */
  public static <T> ListOf<T> anyNumber(Type<T> items) {
    return new ListOf<>(items, 0);
  }

  /** One value or more. */
  public static <T> ListOf<T> atLeastOne(Type<T> items) {
    return new ListOf<>(items, 1);
  }

  @Override
  public String allowed() {
    return min == 0 ? "a list of " + items.allowed() : "a list of at least one " + items.allowed();
  }

  List<T> read(Place place) {
    if (!(place.node() instanceof YamlNode.Sequence sequence)) {
      throw place.refuse("needs a list, found " + place.node().kind());
    }
    if (sequence.items().size() < min) {
      throw place.refuse("needs at least " + min);
    }
    List<T> values = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      values.add(Reading.read(items, place.item(values.size(), item)));
    }
    return List.copyOf(values);
  }
}
