package io.sealgate.proxy.config.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads one YAML document into a tree. Refuses what a configuration has no use for and what could
 * surprise: duplicate keys, aliases, tags, a second document, deep nesting. Messages never quote
 * the document, which holds secrets.
 */
final class YamlReader {

  /** Deeper than any configuration. */
  static final int MAX_DEPTH = 16;

  private final YAMLParser parser;
  private final boolean placed;

  private YamlReader(YAMLParser parser, boolean placed) {
    this.parser = parser;
    this.placed = placed;
  }

  /**
   * Reads a document; an empty one is an empty mapping.
   *
   * @throws ConfigException with the line, when it is not one YAML document
   */
  static YamlNode read(String document) {
    return read(document, true);
  }

  /** Reads a default, which stands on no line of any file. */
  static YamlNode readDefault(String document) {
    return read(document, false);
  }

  private static YamlNode read(String document, boolean placed) {
    YAMLFactory factory = new YAMLFactory();
    // The factory's declared return type is the general one; for YAML it is always this class.
    try (YAMLParser parser =
        (YAMLParser) factory.createParser(ObjectReadContext.empty(), document)) {
      return new YamlReader(parser, placed).document();
    } catch (JacksonException e) {
      throw notYaml(e.getLocation());
    }
  }

  private YamlNode document() {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return new YamlNode.Mapping(0, Map.of());
    }
    YamlNode root = node(first, 0);
    if (parser.nextToken() != null) {
      throw new ConfigException("line " + line() + ": only one YAML document is allowed");
    }
    return root;
  }

  private YamlNode node(JsonToken token, int depth) {
    if (depth > MAX_DEPTH) {
      throw new ConfigException("line " + line() + ": nested deeper than " + MAX_DEPTH + " levels");
    }
    if (parser.isCurrentAlias() || parser.getTypeId() != null) {
      throw new ConfigException("line " + line() + ": YAML aliases and tags are not used");
    }
    return switch (token) {
      case START_OBJECT -> mapping(depth);
      case START_ARRAY -> sequence(depth);
      case VALUE_NULL -> new YamlNode.Nothing(line());
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          new YamlNode.Scalar(line(), parser.getString());
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw notYaml(parser.currentTokenLocation());
    };
  }

  private YamlNode.Mapping mapping(int depth) {
    int line = line();
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    while (next() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line();
      if (entries.containsKey(key)) {
        throw new ConfigException("line " + keyLine + ": " + Quote.key(key) + " is there twice");
      }
      entries.put(key, node(next(), depth + 1));
    }
    return new YamlNode.Mapping(line, entries);
  }

  private YamlNode.Sequence sequence(int depth) {
    int line = line();
    List<YamlNode> items = new ArrayList<>();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      items.add(node(token, depth + 1));
    }
    return new YamlNode.Sequence(line, items);
  }

  private JsonToken next() {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw notYaml(parser.currentTokenLocation());
    }
    return token;
  }

  private int line() {
    return placed ? parser.currentTokenLocation().getLineNr() : 0;
  }

  private static ConfigException notYaml(@Nullable TokenStreamLocation location) {
    return new ConfigException(
        location == null
            ? "not a YAML document"
            : "line "
                + location.getLineNr()
                + ": not valid YAML (near column "
                + location.getColumnNr()
                + ")");
  }
}
