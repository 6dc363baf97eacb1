package io.sealgate.it.results;

import io.sealgate.s3.S3Operation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Makes {@code docs/COMPATIBILITY.md}: what people wrote, and tables of what tests found. */
final class CompatibilityPage {

  private static final String REFUSED = "{{refused operations}}";
  private static final String CLIENTS = "{{clients}}";

  private CompatibilityPage() {}

  /**
   * The page.
   *
   * @param text what people wrote, with places for the tables
   * @param reports of every client
   */
  static String markdown(String text, List<ClientReport> reports) {
    return text.replace(REFUSED, refused())
        .replace(
            CLIENTS,
            reports.stream()
                .map(report -> new ClientTable(report).markdown())
                .collect(Collectors.joining("\n"))
                .strip());
  }

  /** What Sealgate knows and does not serve, as its own table of operations has it. */
  private static String refused() {
    return Arrays.stream(S3Operation.values())
        .filter(operation -> !operation.isServed())
        .map(S3Operation::operationName)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
