package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about the architecture says of each package what it is. */
final class ArchitecturePageTest {

  private static final Path ROOT = Path.of("..");

  @Test
  void namesEachPackage() throws IOException {
    String page = Files.readString(ROOT.resolve(Path.of("docs", "ARCHITECTURE.md")));
    List<String> packages = packages();
    assertThat(packages).hasSizeGreaterThan(40);
    assertThat(packages).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }

  /** The last part of each package's name, after a dot, but for the roots of the modules. */
  private static List<String> packages() throws IOException {
    List<String> packages = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path sources : modules.map(module -> module.resolve("src/main/java")).toList()) {
        Path roots = sources.resolve(Path.of("io", "sealgate"));
        if (Files.isDirectory(roots)) {
          try (Stream<Path> files = Files.walk(roots)) {
            files
                .filter(file -> file.endsWith("package-info.java"))
                .map(Path::getParent)
                .filter(folder -> roots.relativize(folder).getNameCount() > 1)
                .forEach(folder -> packages.add("." + folder.getFileName()));
          }
        }
      }
    }
    return packages;
  }
}
