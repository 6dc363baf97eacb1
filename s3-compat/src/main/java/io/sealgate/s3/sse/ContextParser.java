package io.sealgate.s3.sse;

import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads {@code x-amz-server-side-encryption-context}: base64 of UTF-8 JSON, one object whose values
 * are strings. Nested values, other types, names that occur twice and an {@code aws:s3:arn} of the
 * client's own are refused: KMS would authenticate something else than the client meant.
 */
final class ContextParser {

  static final String HEADER = SseHeaders.CONTEXT;

  /** What an envelope holds (FORMAT §3), less than the 8 KiB that KMS takes. */
  private static final int MAX_JSON_BYTES = Wrapping.Kms.MAX_CLIENT_CONTEXT_BYTES;

  /** Base64 makes it a third longer: exactly, as three divides it. */
  private static final int MAX_HEADER_CHARS = MAX_JSON_BYTES / 3 * 4;

  private static final String MESSAGE =
      "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string"
          + " holding JSON which represents a string-string map";

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ContextParser() {}

  /** The context in a header's value. */
  static ClientContext parseHeader(String header) {
    if (header.length() > MAX_HEADER_CHARS) {
      throw refused();
    }
    try {
      return parseJson(Base64.getDecoder().decode(header));
    } catch (IllegalArgumentException notBase64) {
      throw refused();
    }
  }

  /** The context that JSON says; takes ownership of the bytes. */
  static ClientContext parseJson(byte[] json) {
    Map<String, String> pairs = pairs(decode(json));
    if (pairs.containsKey(KmsContext.ARN)) {
      throw new S3Exception(
              S3Error.INVALID_ARGUMENT, "The encryption context must not name " + KmsContext.ARN)
          .with("ArgumentName", HEADER);
    }
    return pairs.isEmpty() ? ClientContext.NONE : new ClientContext(json, pairs);
  }

  /** Strictly UTF-8: a parser that is given bytes would guess at UTF-16 and UTF-32 too. */
  private static String decode(byte[] json) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException malformed) {
      throw refused();
    }
  }

  private static Map<String, String> pairs(String json) {
    Map<String, String> pairs = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        require(parser.nextToken() == JsonToken.VALUE_STRING);
        String value = parser.getString();
        require(isWellFormed(name) && isWellFormed(value));
        pairs.put(name, value);
      }
      require(parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
    } catch (JacksonException malformed) {
      throw refused();
    }
    return pairs;
  }

  /** Escapes can spell half a surrogate pair, which has no UTF-8 form to authenticate. */
  private static boolean isWellFormed(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw refused();
    }
  }

  private static S3Exception refused() {
    return new S3Exception(S3Error.INVALID_ARGUMENT, MESSAGE).with("ArgumentName", HEADER);
  }
}
