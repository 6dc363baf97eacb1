package io.sealgate.kms.wire;

import io.sealgate.kms.engine.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads JSON values of one type each; another type is a SerializationException. */
final class JsonValues {

  private JsonValues() {}

  static String text(JsonParser json) {
    expect(json, JsonToken.VALUE_STRING, "a String");
    return wellFormed(json.getString());
  }

  /** Straight from the parser's buffer, so that a secret never becomes a String. */
  static byte[] blob(JsonParser json) {
    expect(json, JsonToken.VALUE_STRING, "a Blob");
    return json.getBinaryValue();
  }

  static Integer integer(JsonParser json) {
    expect(json, JsonToken.VALUE_NUMBER_INT, "an Integer");
    return json.getIntValue();
  }

  static Boolean flag(JsonParser json) {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw unexpected(token, "a Boolean");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  static Map<String, String> textMap(JsonParser json) {
    expect(json, JsonToken.START_OBJECT, "a Map");
    Map<String, String> map = new HashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      map.put(wellFormed(name), text(json));
    }
    return map;
  }

  static List<Tag> tags(JsonParser json) {
    expect(json, JsonToken.START_ARRAY, "a List");
    List<Tag> tags = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      tags.add(tag(json));
    }
    return tags;
  }

  private static Tag tag(JsonParser json) {
    expect(json, JsonToken.START_OBJECT, "a Tag");
    String key = null;
    String value = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "TagKey" -> key = text(json);
        case "TagValue" -> value = text(json);
        default ->
            throw new WireException(
                WireError.SERIALIZATION, "Unexpected field in the structure Tag.");
      }
    }
    return new Tag(key, value);
  }

  /** Refuses half a surrogate pair, which JSON's escapes allow and UTF-8 cannot carry. */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new WireException(WireError.SERIALIZATION, "Invalid Unicode in a String.");
      }
    }
    return text;
  }

  private static void expect(JsonParser json, JsonToken wanted, String type) {
    if (json.currentToken() != wanted) {
      throw unexpected(json.currentToken(), type);
    }
  }

  private static WireException unexpected(@Nullable JsonToken token, String type) {
    return new WireException(
        WireError.SERIALIZATION, token + " can not be converted to " + type + ".");
  }
}
