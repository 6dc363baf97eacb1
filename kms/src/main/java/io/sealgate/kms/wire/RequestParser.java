package io.sealgate.kms.wire;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON object of a request against the parameters that its operation has. Bad JSON and
 * values of a wrong type are a SerializationException; a member that the operation does not have is
 * refused, never ignored.
 */
final class RequestParser {

  /** The deepest request is CreateKey's list of tags; the next level is already wrong. */
  private static final int MAX_DEPTH = 4;

  /** Encryption context names are member names; the engine limits the whole context. */
  private static final int MAX_NAME_LENGTH = 16 * 1024;

  private static final int MAX_NUMBER_LENGTH = 32;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(KmsEndpoint.MAX_BODY_BYTES)
                  .maxDocumentLength(KmsEndpoint.MAX_BODY_BYTES)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private RequestParser() {}

  /**
   * The members of a request.
   *
   * @param body at most {@link KmsEndpoint#MAX_BODY_BYTES}; an empty one has no members
   * @param parameters what the operation knows
   * @throws WireException SERIALIZATION
   * @throws KmsException UNSUPPORTED_OPERATION for a member that the operation does not have
   */
  static Arguments parse(byte[] body, List<Parameter<?>> parameters) {
    Arguments arguments = new Arguments();
    boolean complete = false;
    try {
      if (body.length > 0) {
        read(body, parameters, arguments);
      }
      complete = true;
      return arguments;
    } catch (JacksonException e) {
      // Jackson's text quotes the input, which may be a plaintext.
      throw new WireException(WireError.SERIALIZATION, "");
    } finally {
      if (!complete) {
        arguments.close();
      }
    }
  }

  private static void read(byte[] body, List<Parameter<?>> parameters, Arguments arguments) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new WireException(WireError.SERIALIZATION, "");
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        Parameter<?> parameter = find(name, parameters);
        // Null is AWS's other way to leave a member out.
        if (json.nextToken() != JsonToken.VALUE_NULL) {
          readInto(arguments, parameter, json);
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw new WireException(WireError.SERIALIZATION, "");
      }
    }
  }

  private static <T> void readInto(Arguments arguments, Parameter<T> parameter, JsonParser json) {
    arguments.put(parameter, parameter.reader().read(json));
  }

  private static Parameter<?> find(String name, List<Parameter<?>> parameters) {
    for (Parameter<?> parameter : parameters) {
      if (parameter.name().equals(name)) {
        return parameter;
      }
    }
    throw new KmsException(
        KmsError.UNSUPPORTED_OPERATION, "The request has a parameter that is not supported.");
  }
}
