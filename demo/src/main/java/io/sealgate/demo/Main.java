package io.sealgate.demo;

import io.sealgate.proxy.cli.Cli;
import io.sealgate.proxy.cli.ConfigCommand;
import io.sealgate.proxy.cli.Console;
import io.sealgate.proxy.config.ConfigLoader;
import java.util.List;

/** The main class: every command there is, put together. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    ConfigLoader loader = new ConfigLoader(System::getenv);
    Cli cli = new Cli(List.of(new ConfigCommand(loader)), Console.system());
    System.exit(cli.run(arguments));
  }
}
