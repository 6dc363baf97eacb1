package io.sealgate.proxy.config.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key of a group: its name, its type, what it means when it is left out, and what the reference
 * says of it.
 *
 * @param <T> what its value becomes
 */
public final class Setting<T extends @Nullable Object> {

  private final String name;
  private final Type<? extends T> type;
  private final Absence absence;
  private final String sample;
  private final String description;

  private Setting(
      String name, Type<? extends T> type, Absence absence, String sample, String description) {
    this.name = Objects.requireNonNull(name);
    this.type = Objects.requireNonNull(type);
    this.absence = absence;
    this.sample = Objects.requireNonNull(sample);
    this.description = Objects.requireNonNull(description);
  }

  /**
   * A key that must be there.
   *
   * @param sample a value for the reference, as YAML; not used for groups
   * @param description sentences for the reference
   */
  public static <T extends @Nullable Object> Setting<T> required(
      String name, Type<T> type, String sample, String description) {
    return new Setting<>(name, type, Absence.REFUSED, sample, description);
  }

  /**
   * A key that is read as if its default were written.
   *
   * @param byDefault as YAML
   * @param description sentences for the reference
   */
  public static <T extends @Nullable Object> Setting<T> withDefault(
      String name, Type<T> type, String byDefault, String description) {
    return new Setting<>(name, type, Absence.DEFAULT, byDefault, description);
  }

  /**
   * A key that is null when it is left out.
   *
   * @param sample a value for the reference, as YAML; not used for groups
   * @param description sentences for the reference, which say what is done without it
   */
  public static <T> Setting<@Nullable T> optional(
      String name, Type<T> type, String sample, String description) {
    return new Setting<>(name, type, Absence.NULL, sample, description);
  }

  /** Its key within the group. */
  public String name() {
    return name;
  }

  /** What its value may be. */
  public Type<? extends T> type() {
    return type;
  }

  /** What it means when it is left out. */
  public Absence absence() {
    return absence;
  }

  /** Its default where it has one, else a value for the reference; YAML. */
  public String sample() {
    return sample;
  }

  /** Sentences for the reference. */
  public String description() {
    return description;
  }

  T read(Place group, @Nullable YamlNode value) {
    if (value != null) {
      return Reading.read(type, group.key(name, value));
    }
    return switch (absence) {
      case REFUSED ->
          throw group.key(name, group.node()).refuse("is missing; allowed: " + type.allowed());
      case DEFAULT -> Reading.read(type, group.key(name, YamlReader.readDefault(sample)));
      case NULL -> nothing();
    };
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  // Only optional() makes such settings, and there T is nullable.
  private static <T extends @Nullable Object> T nothing() {
    return null;
  }

  @Override
  public String toString() {
    return name;
  }

  /** What it means when a key is left out. */
  public enum Absence {
    /** The start is refused. */
    REFUSED,
    /** Its default holds. */
    DEFAULT,
    /** It is null. */
    NULL
  }
}
