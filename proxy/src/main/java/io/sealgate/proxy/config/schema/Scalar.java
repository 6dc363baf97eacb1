package io.sealgate.proxy.config.schema;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A single value: text of some form, one of several names, a path or a secret.
 *
 * @param <T> what it becomes
 */
public final class Scalar<T extends @Nullable Object> implements Type<T> {

  private final String allowed;
  private final boolean shown;
  private final Conversion<T> conversion;

  private Scalar(String allowed, boolean shown, Conversion<T> conversion) {
    this.allowed = allowed;
    this.shown = shown;
    this.conversion = conversion;
  }

  /**
   * A text.
   *
   * @param allowed what is allowed, as a phrase
   * @param parse throws IllegalArgumentException for anything else
   */
  public static <T extends @Nullable Object> Scalar<T> text(
      String allowed, Function<String, T> parse) {
    return new Scalar<>(allowed, true, (bytes, references) -> parse.apply(decode(bytes)));
  }

  /**
   * A secret, never shown.
   *
   * @param wrap gets the bytes and copies what it keeps; throws IllegalArgumentException for what
   *     cannot be a secret
   */
  public static <T> Scalar<T> secret(Function<byte[], T> wrap) {
    return new Scalar<>(
        "a secret, best ${file:…} or ${env:…}", false, (bytes, references) -> wrap.apply(bytes));
  }

  /** A path; relative ones are relative to the configuration file's folder. */
  public static Scalar<Path> path() {
    return new Scalar<>(
        "a path, absolute or relative to the folder of this file",
        true,
        (bytes, references) -> {
          String text = decode(bytes);
          if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
          }
          return references.resolve(text);
        });
  }

  /** One of several names, in the order of the reference. */
  public static <T> Scalar<T> oneOf(Map<String, T> names) {
    return oneOf(names, Map.of());
  }

  /**
   * One of several names.
   *
   * @param names in the order of the reference
   * @param notYet names that will mean something, and what: they are refused
   */
  public static <T> Scalar<T> oneOf(Map<String, T> names, Map<String, String> notYet) {
    Map<String, T> known = new LinkedHashMap<>(names);
    return text(
        String.join(", ", known.keySet()),
        text -> {
          T value = known.get(text);
          String later = notYet.get(text);
          if (later != null) {
            throw new NotYet.Refusal(later);
          }
          if (value == null) {
            throw new IllegalArgumentException("unknown");
          }
          return value;
        });
  }

  @Override
  public String allowed() {
    return allowed;
  }

  T read(Place place) {
    if (!(place.node() instanceof YamlNode.Scalar scalar)) {
      throw place.refuse(
          "needs a single value, found " + place.node().kind() + "; allowed: " + allowed);
    }
    byte[] bytes = expand(scalar, place);
    try {
      return conversion.convert(bytes, place.references());
    } catch (NotYet.Refusal e) {
      throw place.refuse(Quote.value(scalar.text()) + " is not supported yet: " + e.feature());
    } catch (IllegalArgumentException e) {
      String value = shown ? Quote.value(scalar.text()) : "the value";
      throw place.refuse(value + " is not allowed; allowed: " + allowed);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] expand(YamlNode.Scalar scalar, Place place) {
    try {
      return place.references().expand(scalar.text());
    } catch (IllegalArgumentException e) {
      throw place.refuse(String.valueOf(e.getMessage()));
    }
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  /** From what the file says to what it means. */
  private interface Conversion<T extends @Nullable Object> {

    T convert(byte[] bytes, References references);
  }
}
