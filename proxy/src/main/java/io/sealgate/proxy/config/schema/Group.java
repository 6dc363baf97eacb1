package io.sealgate.proxy.config.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping with known keys.
 *
 * @param <T> what it becomes
 */
public final class Group<T extends @Nullable Object> implements Type<T> {

  private final List<Setting<?>> settings;
  private final Function<Values, T> build;

  private Group(List<Setting<?>> settings, Function<Values, T> build) {
    this.settings = settings;
    this.build = build;
  }

  /**
   * A group.
   *
   * @param settings in the order of the reference, names unique
   * @param build from their values; refuses what does not fit together with {@link Values#refuse}
   */
  public static <T extends @Nullable Object> Group<T> of(
      List<Setting<?>> settings, Function<Values, T> build) {
    Set<String> names = new HashSet<>();
    for (Setting<?> setting : settings) {
      if (!names.add(setting.name())) {
        throw new IllegalArgumentException("two settings named " + setting.name());
      }
    }
    return new Group<>(List.copyOf(settings), build);
  }

  /** In the order of the reference. */
  public List<Setting<?>> settings() {
    return settings;
  }

  @Override
  public String allowed() {
    return "a mapping with " + names();
  }

  T read(Place place) {
    return read(place, "");
  }

  /** Reads the group, in whose mapping one more key may stand that its reader looks at itself. */
  T read(Place place, String otherKey) {
    if (!(place.node() instanceof YamlNode.Mapping mapping)) {
      throw place.refuse("needs a mapping with " + names() + ", found " + place.node().kind());
    }
    refuseUnknown(place, mapping, otherKey);
    Map<Setting<?>, @Nullable Object> values = new HashMap<>();
    for (Setting<?> setting : settings) {
      values.put(setting, setting.read(place, mapping.entries().get(setting.name())));
    }
    return build.apply(new Values(place, mapping, values));
  }

  private void refuseUnknown(Place place, YamlNode.Mapping mapping, String otherKey) {
    for (Map.Entry<String, YamlNode> entry : mapping.entries().entrySet()) {
      String name = entry.getKey();
      if (name.equals(otherKey) || knows(name)) {
        continue;
      }
      throw new Place(place.path(), entry.getValue(), place.references())
          .refuse(Quote.key(name) + " is not known here; known: " + names());
    }
  }

  private boolean knows(String name) {
    for (Setting<?> setting : settings) {
      if (setting.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private String names() {
    return String.join(", ", settings.stream().map(Setting::name).toList());
  }
}
