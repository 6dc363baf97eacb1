package io.sealgate.kms.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The Python environment of {@code scripts/python-tools.sh}: clients and servers that have nothing
 * in common with Sealgate.
 */
public final class PythonTools {

  private static final String SCRIPT = "scripts/python-tools.sh";

  private final Path binaries;

  private PythonTools(Path binaries) {
    this.binaries = binaries;
  }

  /**
   * Makes the environment where it is missing, which takes a minute once.
   *
   * @throws IllegalStateException with the script's own sentence, which says what to install
   */
  public static PythonTools install() throws IOException, InterruptedException {
    Path script = repository().resolve(SCRIPT);
    ProcessOutput output = ProcessOutput.of(new ProcessBuilder("sh", script.toString()));
    if (output.exitCode() != 0) {
      throw new IllegalStateException(output.stderr().strip());
    }
    return new PythonTools(Path.of(output.stdout().strip()).resolve("bin"));
  }

  /**
   * A process of one of the environment's programs, with nothing in its environment that could
   * point it elsewhere: no AWS settings, no proxy.
   *
   * @param program such as {@code aws} or {@code moto_server}
   * @param arguments for it; never a secret
   */
  public ProcessBuilder process(String program, String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(binaries.resolve(program).toString());
    builder.command().addAll(List.of(arguments));
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(
            name -> name.startsWith("AWS_") || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    environment.put("PYTHONUNBUFFERED", "1");
    return builder;
  }

  /** The version of an installed package. */
  public String version(String distribution) throws IOException, InterruptedException {
    ProcessOutput output =
        ProcessOutput.of(
            process(
                "python",
                "-c",
                "import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))",
                distribution));
    if (output.exitCode() != 0) {
      throw new IllegalStateException(output.stderr().strip());
    }
    return output.stdout().strip();
  }

  private static Path repository() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(SCRIPT))) {
        return folder;
      }
    }
    throw new IllegalStateException("the tests do not run inside the repository");
  }
}
