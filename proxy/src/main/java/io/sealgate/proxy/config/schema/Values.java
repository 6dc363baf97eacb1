package io.sealgate.proxy.config.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a group's settings, while it is being built. */
public final class Values {

  private final Place place;
  private final YamlNode.Mapping mapping;
  private final Map<Setting<?>, @Nullable Object> values;

  Values(Place place, YamlNode.Mapping mapping, Map<Setting<?>, @Nullable Object> values) {
    this.place = place;
    this.mapping = mapping;
    this.values = values;
  }

  /**
   * A setting's value.
   *
   * @throws IllegalStateException when it is not a setting of this group
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // Group.read put there what the setting itself read
  public <T extends @Nullable Object> T get(Setting<T> setting) {
    if (!values.containsKey(setting)) {
      throw new IllegalStateException(setting.name() + " is not a setting of this group");
    }
    return (T) values.get(setting);
  }

  /** Whether the file names the key, whatever its value. */
  public boolean isSet(Setting<?> setting) {
    return mapping.entries().containsKey(setting.name());
  }

  /**
   * The exception to throw when a value does not fit the others.
   *
   * @param setting the key to name
   * @param sentence to follow the key
   */
  public ConfigException refuse(Setting<?> setting, String sentence) {
    YamlNode value = mapping.entries().getOrDefault(setting.name(), mapping);
    return place.key(setting.name(), value).refuse(sentence);
  }
}
