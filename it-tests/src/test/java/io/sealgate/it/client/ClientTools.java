package io.sealgate.it.client;

import io.sealgate.kms.python.ProcessOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Clients that {@code scripts/client-tools.sh} installs, a group at a time. */
enum ClientTools {
  GO,
  PYTHON,
  DEBIAN;

  private static final Path SCRIPT = Path.of("..", "scripts", "client-tools.sh");

  /**
   * The folder of this group; it is made where it is missing, which takes minutes, once.
   *
   * @throws IllegalStateException with the script's own sentence, which says what to install
   */
  private Path folder() throws Exception {
    ProcessOutput output =
        ProcessOutput.of(
            new ProcessBuilder("sh", SCRIPT.toString(), name().toLowerCase(Locale.ROOT)));
    if (output.exitCode() != 0) {
      throw new IllegalStateException(output.stderr().strip());
    }
    return Path.of(output.stdout().strip());
  }

  /** The version of a client. */
  String version(String client) throws Exception {
    try (Stream<String> lines = Files.lines(folder().resolve("versions"))) {
      return lines
          .filter(line -> line.startsWith(client + " "))
          .map(line -> line.substring(client.length() + 1))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no version of " + client));
    }
  }

  /** A client as a program that can reach a site. */
  Tool tool(String program, ClientSite site) throws Exception {
    return switch (this) {
      case GO, PYTHON -> Tool.of(folder().resolve("bin").resolve(program), site);
      case DEBIAN -> Tool.of(program(program), site).with("LD_LIBRARY_PATH", libraries());
    };
  }

  /**
   * A program of a Debian package: unpacked, else installed, as what is installed is not fetched.
   */
  private Path program(String name) throws Exception {
    Path folder = folder();
    for (Path root : List.of(folder, Path.of("/"))) {
      for (String place : List.of("usr/bin", "usr/lib/postgresql/15/bin")) {
        Path program = root.resolve(place).resolve(name);
        if (Files.isExecutable(program)) {
          return program;
        }
      }
    }
    throw new IllegalStateException(name + " is neither in " + folder + " nor installed");
  }

  /** Where the unpacked libraries are: one folder for each architecture, in both trees. */
  private String libraries() throws Exception {
    Path folder = folder();
    StringBuilder paths = new StringBuilder();
    for (String tree : List.of("lib", "usr/lib")) {
      Path libraries = folder.resolve(tree);
      if (Files.isDirectory(libraries)) {
        try (Stream<Path> children = Files.list(libraries)) {
          children
              .filter(child -> child.getFileName().toString().endsWith("-linux-gnu"))
              .forEach(child -> paths.append(paths.isEmpty() ? "" : ":").append(child));
        }
      }
    }
    return paths.toString();
  }
}
