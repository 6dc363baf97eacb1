package io.sealgate.it.client;

import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.kms.python.PythonTools;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that are libraries of Python. */
@ParameterizedClass
@MethodSource("librariesAndStores")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PythonClientTest {

  /** The libraries: what the results call them, the package, the script that uses it. */
  enum Library {
    BOTO3("boto3", "boto3", "boto3_client.py"),
    MINIO("minio-py", "minio", "minio_client.py");

    private final String client;
    private final String distribution;
    private final String script;

    Library(String client, String distribution, String script) {
      this.client = client;
      this.distribution = distribution;
      this.script = script;
    }

    /** What can be asked for. */
    Stream<SseMode> modes() {
      return Arrays.stream(SseMode.values())
          .filter(mode -> this == BOTO3 || mode != SseMode.DSSE_KMS);
    }
  }

  @Parameter(0)
  Library library;

  @Parameter(1)
  Store store;

  private ClientSite site;
  private Tool python;

  static Stream<Arguments> librariesAndStores() {
    return Arrays.stream(Library.values())
        .flatMap(
            library -> Arrays.stream(Store.values()).map(store -> Arguments.of(library, store)));
  }

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    PythonTools tools = PythonTools.install();
    site =
        ClientSite.open(
            store, library.client, tools.version(library.distribution), "python-library");
    python = Tool.of(Path.of(tools.process("python").command().getFirst()), site);
  }

  @AfterParameterizedClassInvocation
  void stop() {
    site.close();
  }

  List<SseMode> modes() {
    return library.modes().filter(mode -> Rows.tries(store, mode)).toList();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void doesWhatItDoesWithS3(SseMode mode) throws Exception {
    ClientScript.run(python, library.script, site, mode);
    site.assertSealed(mode + "/", mode);
  }
}
