package io.sealgate.kms.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any bytes as the body of every operation: arguments that say what a general JSON reader says, or
 * one of two refusals, and nothing else.
 */
final class RequestParserFuzzTest {

  private static final byte[] NO_MEMBERS = {'{', '}'};

  @FuzzTest
  void readsWhatIsThereOrRefuses(byte[] body) {
    for (Operation operation : Operation.values()) {
      try (Arguments arguments = RequestParser.parse(body, operation.parameters())) {
        JsonNode tree = JsonMapper.shared().readTree(body.length == 0 ? NO_MEMBERS : body);
        for (Parameter<?> parameter : operation.parameters()) {
          compare(arguments.get(parameter), tree.path(parameter.name()));
        }
      } catch (WireException e) {
        assertThat(e.error()).isEqualTo(WireError.SERIALIZATION);
      } catch (KmsException e) {
        assertThat(e.error()).isEqualTo(KmsError.UNSUPPORTED_OPERATION);
      }
    }
  }

  private static void compare(@Nullable Object value, JsonNode node) {
    switch (value) {
      case null -> assertThat(node.isMissingNode() || node.isNull()).isTrue();
      case String text -> assertThat(text).isEqualTo(node.stringValue());
      case Integer number -> assertThat(number).isEqualTo(node.intValue());
      case byte[] blob -> assertThat(blob).isEqualTo(node.binaryValue());
      case Boolean flag -> assertThat(flag).isEqualTo(node.isBoolean() && node.booleanValue());
      default -> assertThat(node.isContainer()).isTrue();
    }
  }
}
