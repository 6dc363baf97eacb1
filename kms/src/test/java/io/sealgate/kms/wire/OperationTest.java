package io.sealgate.kms.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.kms.python.ProcessOutput;
import io.sealgate.kms.python.PythonTools;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of operations against Amazon's own model of the API, as botocore ships it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OperationTest {

  /** Prints the names of every operation's request members. */
  private static final String PRINT_MODEL =
      """
      import json, botocore.session
      model = botocore.session.get_session().get_service_model("kms")
      print(json.dumps({
          name: list(model.operation_model(name).input_shape.members)
          for name in model.operation_names
          if model.operation_model(name).input_shape
      }))
      """;

  private JsonNode model;

  @BeforeAll
  void readModel() throws Exception {
    ProcessOutput output =
        ProcessOutput.of(PythonTools.install().process("python", "-c", PRINT_MODEL));
    assertThat(output.exitCode()).as(output.stderr()).isZero();
    model = JsonMapper.shared().readTree(output.stdout());
  }

  @ParameterizedTest
  @EnumSource
  void knowsEveryParameterThatAwsHasAndNoOther(Operation operation) {
    JsonNode members = model.path(operation.wireName());

    assertThat(operation.parameters())
        .extracting(Parameter::name)
        .containsExactlyInAnyOrderElementsOf(
            members.valueStream().map(JsonNode::stringValue).toList());
  }

  @Test
  void findsAnOperationByItsTarget() {
    for (Operation operation : Operation.values()) {
      assertThat(Operation.forTarget("TrentService." + operation.wireName())).isEqualTo(operation);
    }
    assertThat(Operation.forTarget("TrentService.Sign")).isNull();
  }
}
