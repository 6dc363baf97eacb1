package io.sealgate.proxy.config.schema;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads documents by their description. */
public final class Reading {

  private Reading() {}

  /**
   * Reads a whole document.
   *
   * @param root what it may say
   * @param document YAML
   * @param folder what relative paths in it are relative to
   * @param environment value of a variable, null when it is not set
   * @throws ConfigException with one sentence, when it cannot be used
   */
  public static <T> T read(
      Group<T> root, String document, Path folder, UnaryOperator<@Nullable String> environment) {
    YamlNode node = YamlReader.read(document);
    return root.read(new Place("", node, new References(folder, environment)));
  }

  static <T extends @Nullable Object> T read(Type<T> type, Place place) {
    if (place.node() instanceof YamlNode.Nothing) {
      throw place.refuse(
          "has no value; leave the key out, or give it one; allowed: " + type.allowed());
    }
    return switch (type) {
      case Scalar<T> scalar -> scalar.read(place);
      case Group<T> group -> group.read(place);
      case Choice<T> choice -> choice.read(place);
      case ListOf<?> list -> cast(list.read(place));
      case NotYet notYet -> cast(notYet.read(place));
    };
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  // T is List<…> for a ListOf and Absent for a NotYet; the language cannot express it in a switch.
  private static <T extends @Nullable Object> T cast(Object value) {
    return (T) value;
  }
}
