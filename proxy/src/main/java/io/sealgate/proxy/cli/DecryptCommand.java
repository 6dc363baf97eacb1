package io.sealgate.proxy.cli;

import io.sealgate.proxy.ObjectTools;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.StoredObject;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.ConfigLoader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code decrypt}: writes an object's plaintext without a running proxy. */
public final class DecryptCommand implements Subcommand {

  private static final String OUTPUT = "--output";
  private static final String RECOVER = "--recover";

  private final ConfigLoader loader;
  private final ObjectTools tools;

  /** The command. */
  public DecryptCommand(ConfigLoader loader, ObjectTools tools) {
    this.loader = Objects.requireNonNull(loader);
    this.tools = Objects.requireNonNull(tools);
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        ObjectArguments.addTo(CommandSpec.create().name("decrypt"))
            .addOption(
                OptionSpec.builder(OUTPUT)
                    .paramLabel("FILE")
                    .type(Path.class)
                    .description("Where the plaintext goes; standard output without it.")
                    .build())
            .addOption(
                OptionSpec.builder(RECOVER)
                    .type(boolean.class)
                    .description(
                        "Read a multipart object whose record is lost by its own headers: each part"
                            + " is authentic, but nothing says that the parts belong together.")
                    .build());
    spec.usageMessage().description("Writes an object's plaintext, without a running proxy.");
    return spec;
  }

  @Override
  public int run(Invocation invocation) throws IOException {
    Config config = loader.server(ConfigOption.file(invocation));
    StoredObject object = ObjectArguments.object(invocation);
    boolean recover = invocation.has(RECOVER);
    if (invocation.has(OUTPUT)) {
      writeWhole(
          invocation.option(OUTPUT, Path.class),
          plaintext -> tools.decrypt(config, object, recover, plaintext));
    } else {
      PrintStream out = invocation.console().out();
      tools.decrypt(config, object, recover, out);
      if (out.checkError()) {
        throw new IOException("standard output was closed before the object's end");
      }
    }
    if (recover) {
      invocation
          .console()
          .err()
          .println(
              "Each part is authentic, but no completion record says that all of them are there.");
    }
    return 0;
  }

  /** What writes a plaintext. */
  private interface Writer {
    void write(OutputStream plaintext) throws IOException;
  }

  /**
   * Gives the file its name when it is whole: a plaintext that damage cut short must not pass for
   * the object, nor take the place of an older one. Nobody but the owner may read it.
   */
  private static void writeWhole(Path output, Writer writer) throws IOException {
    if (Files.exists(output) && !Files.isRegularFile(output)) { // a pipe, say
      try (OutputStream plaintext = new BufferedOutputStream(Files.newOutputStream(output))) {
        writer.write(plaintext);
      }
      return;
    }
    Path target = Files.exists(output) ? output.toRealPath() : output.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new StartException(OUTPUT + ": there is no folder " + folder);
    }
    Path unfinished = Files.createTempFile(folder, ".sealgate-", ".part"); // of mode 0600
    try {
      try (OutputStream plaintext = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
        writer.write(plaintext);
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
