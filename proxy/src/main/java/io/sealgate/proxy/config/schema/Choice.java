package io.sealgate.proxy.config.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One of several groups; a key of the mapping says which.
 *
 * @param <T> what they become
 */
public final class Choice<T> implements Type<T> {

  private final String discriminator;
  private final Map<String, Group<? extends T>> variants;

  private Choice(String discriminator, Map<String, Group<? extends T>> variants) {
    this.discriminator = discriminator;
    this.variants = variants;
  }

  /**
   * A choice.
   *
   * @param discriminator the key that says which
   * @param variants by its value, in the order of the reference; the first is taken when the key is
   *     missing
   */
  public static <T> Choice<T> of(
      String discriminator, SequencedMap<String, Group<? extends T>> variants) {
    return new Choice<>(discriminator, new LinkedHashMap<>(variants));
  }

  /** The key that says which. */
  public String discriminator() {
    return discriminator;
  }

  /** By the discriminator's value, in the order of the reference. */
  public Map<String, Group<? extends T>> variants() {
    return new LinkedHashMap<>(variants);
  }

  @Override
  public String allowed() {
    return "a mapping with " + discriminator + ": " + names();
  }

  T read(Place place) {
    if (!(place.node() instanceof YamlNode.Mapping mapping)) {
      throw place.refuse("needs " + allowed() + ", found " + place.node().kind());
    }
    YamlNode type = mapping.entries().get(discriminator);
    Group<? extends T> group =
        type == null
            ? variants.values().iterator().next()
            : named().read(place.key(discriminator, type));
    return group.read(place, discriminator);
  }

  private Scalar<Group<? extends T>> named() {
    return Scalar.oneOf(variants);
  }

  private String names() {
    return String.join(", ", variants.keySet());
  }
}
