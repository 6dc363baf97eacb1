package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages about what is required and what is defended against name tests that there are. */
final class NamedTestsTest {

  private static final Path ROOT = Path.of("..");

  /**
   * {@code `Class`}, {@code `Class.method`}, either with a package before it, or {@code `.method`}
   * of the class before.
   */
  private static final Pattern NAMED =
      Pattern.compile(
          "`(?:(?:[a-z]+\\.)*([A-Z]\\w*(?:Test|Contract|Extension)))?(?:\\.([a-z]\\w*))?`");

  @ParameterizedTest
  @ValueSource(strings = {"ACCEPTANCE.md", "THREAT-MODEL.md"})
  void namesTestsThatThereAre(String page) throws IOException {
    Map<String, List<Path>> tests = sources();
    List<String> missing = new ArrayList<>();
    int methods = 0;
    for (String line : Files.readAllLines(ROOT.resolve("docs").resolve(page))) {
      String type = "";
      for (MatchResult named : NAMED.matcher(line).results().toList()) {
        type = named.group(1) == null ? type : named.group(1);
        String method = named.group(2);
        List<Path> sources = tests.getOrDefault(type, List.of());
        methods += method == null ? 0 : 1;
        if (method == null ? sources.isEmpty() : !declares(sources, method)) {
          missing.add(type + (method == null ? "" : "." + method));
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(methods).as("that is, the page was understood").isGreaterThan(20);
  }

  /** The test sources of all modules, by the names of their classes. */
  private static Map<String, List<Path>> sources() throws IOException {
    Map<String, List<Path>> sources = new HashMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path tests : modules.map(module -> module.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
              String type = file.getFileName().toString().replace(".java", "");
              sources.computeIfAbsent(type, name -> new ArrayList<>()).add(file);
            }
          }
        }
      }
    }
    return sources;
  }

  private static boolean declares(List<Path> sources, String method) throws IOException {
    for (Path source : sources) {
      if (Files.readString(source).contains("void " + method + "(")) {
        return true;
      }
    }
    return false;
  }
}
