package io.sealgate.proxy.cli;

import io.sealgate.proxy.StartException;
import io.sealgate.proxy.config.schema.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The command line as a whole: parses it, runs the command, turns failures into sentences. */
public final class Cli {

  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private final List<Subcommand> subcommands;
  private final Console console;

  /**
   * A command line.
   *
   * @param subcommands in the order of the help
   * @param console where to write
   */
  public Cli(List<Subcommand> subcommands, Console console) {
    this.subcommands = List.copyOf(subcommands);
    this.console = console;
  }

  /**
   * Runs one command.
   *
   * @param arguments as given to main
   * @return the exit code: 0 success, 1 failure, 2 wrong arguments or bad configuration
   */
  public int run(String... arguments) {
    CommandLine line = new CommandLine(root());
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setExecutionStrategy(this::execute);
    return line.execute(arguments);
  }

  private CommandSpec root() {
    CommandSpec spec = CommandSpec.create().name("sealgate").mixinStandardHelpOptions(true);
    spec.usageMessage().description("A transparent encryption proxy for S3 storage.");
    spec.version("sealgate " + version());
    addAll(spec, subcommands);
    return spec;
  }

  private static void addAll(CommandSpec parent, List<Subcommand> subcommands) {
    for (Subcommand subcommand : subcommands) {
      CommandSpec spec = subcommand.spec().mixinStandardHelpOptions(true);
      addAll(spec, subcommand.subcommands());
      parent.addSubcommand(spec.name(), spec);
    }
  }

  private int execute(ParseResult parsed) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    ParseResult innermost = parsed;
    List<Subcommand> candidates = subcommands;
    Subcommand chosen = null;
    while (innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
      chosen = named(candidates, innermost.commandSpec().name());
      candidates = chosen.subcommands();
    }
    if (chosen == null || !candidates.isEmpty()) {
      throw new CommandLine.ParameterException(
          innermost.commandSpec().commandLine(), "Which command?");
    }
    return run(chosen, new Invocation(innermost, console));
  }

  private static Subcommand named(List<Subcommand> candidates, String name) {
    for (Subcommand candidate : candidates) {
      if (candidate.spec().name().equals(name)) {
        return candidate;
      }
    }
    throw new IllegalStateException("no command " + name);
  }

  private int run(Subcommand subcommand, Invocation invocation) {
    try {
      return subcommand.run(invocation);
    } catch (ConfigException e) {
      return fail(String.valueOf(e.getMessage()), WRONG_USE);
    } catch (StartException e) {
      return fail(String.valueOf(e.getMessage()), FAILED);
    } catch (IOException e) {
      // The messages of these are often a path alone; the class says what is the matter with it.
      return fail(e.toString(), FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private int fail(String sentence, int exitCode) {
    console.err().println("sealgate: " + sentence);
    return exitCode;
  }

  private static String version() {
    String version = Cli.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
