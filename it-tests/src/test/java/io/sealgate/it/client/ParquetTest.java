package io.sealgate.it.client;

import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Engines that read Parquet files from their ends, in many small ranges. */
@Tag("clients")
@ParameterizedClass
@MethodSource("enginesAndStores")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ParquetTest {

  /** The engines: what the results call them, the package, the script. */
  enum Engine {
    DUCKDB("DuckDB", "duckdb", "duckdb_client.py"),
    ARROW("Apache Arrow", "pyarrow", "pyarrow_client.py");

    private final String client;
    private final String distribution;
    private final String script;

    Engine(String client, String distribution, String script) {
      this.client = client;
      this.distribution = distribution;
      this.script = script;
    }

    /** What can be asked for. */
    Stream<SseMode> modes() {
      return switch (this) {
        case DUCKDB -> Stream.of(SseMode.UNASKED, SseMode.SSE_KMS);
        case ARROW -> Stream.of(SseMode.UNASKED);
      };
    }
  }

  @Parameter(0)
  Engine engine;

  @Parameter(1)
  Store store;

  private ClientSite site;
  private Tool python;

  static Stream<Arguments> enginesAndStores() {
    return Arrays.stream(Engine.values())
        .flatMap(engine -> Arrays.stream(Store.values()).map(store -> Arguments.of(engine, store)));
  }

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    site =
        ClientSite.open(
            store, engine.client, ClientTools.PYTHON.version(engine.distribution), "parquet");
    python = ClientTools.PYTHON.tool("python", site);
  }

  @AfterParameterizedClassInvocation
  void stop() {
    site.close();
  }

  List<SseMode> modes() {
    return engine.modes().filter(mode -> Rows.tries(store, mode)).toList();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void writesAndQueries(SseMode mode) throws Exception {
    ClientScript.run(python, engine.script, site, mode);
    site.assertSealed(mode + "/", mode);
  }
}
