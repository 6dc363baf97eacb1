package io.sealgate.proxy.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Where commands write.
 *
 * @param out results
 * @param err sentences for whoever called
 */
public record Console(PrintStream out, PrintStream err) {

  /** Checks that nothing is missing. */
  public Console {
    Objects.requireNonNull(out);
    Objects.requireNonNull(err);
  }

  /** The process's own streams, in UTF-8 whatever the locale: the reference is a file's content. */
  public static Console system() {
    return new Console(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }
}
