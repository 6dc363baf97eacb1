package io.sealgate.proxy.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * One command of {@code sealgate}. It is described and run by its own code, without reflection, so
 * that a main class may add its own.
 */
public interface Subcommand {

  /**
   * A new description: name, purpose, options and parameters. Options never take a secret: argv is
   * there for everyone to read.
   */
  CommandSpec spec();

  /** Commands below it; a command that has some does nothing itself. */
  default List<Subcommand> subcommands() {
    return List.of();
  }

  /**
   * Does what the command is for.
   *
   * @return the exit code, 0 for success
   * @throws io.sealgate.proxy.config.schema.ConfigException when the configuration cannot be used:
   *     exit code 2
   * @throws io.sealgate.proxy.StartException when it cannot do it: exit code 1
   * @throws IOException when files or standard streams fail: exit code 1
   * @throws InterruptedException when it was told to stop: exit code 1
   */
  int run(Invocation invocation) throws IOException, InterruptedException;
}
