package io.sealgate.demo;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.demo.training.TrainCommand;
import io.sealgate.proxy.cli.Cli;
import io.sealgate.proxy.cli.ConfigCommand;
import io.sealgate.proxy.cli.Console;
import io.sealgate.proxy.cli.DecryptCommand;
import io.sealgate.proxy.cli.InspectCommand;
import io.sealgate.proxy.cli.KmsCommand;
import io.sealgate.proxy.cli.ServeCommand;
import io.sealgate.proxy.cli.Subcommand;
import io.sealgate.proxy.config.ConfigLoader;
import io.sealgate.proxy.start.OperatorTools;
import io.sealgate.proxy.start.ProxyStarter;
import java.util.List;

/** The main class: every command there is, put together. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    ConfigLoader loader = new ConfigLoader(System::getenv);
    ProxyStarter starter = new ProxyStarter();
    OperatorTools tools = new OperatorTools();
    List<Subcommand> commands =
        List.of(
            new ServeCommand(loader, starter),
            new DemoCommand(System::getenv, RandomBytes.secure()),
            new KmsCommand(loader, starter),
            new ConfigCommand(loader, tools),
            new InspectCommand(loader, tools),
            new DecryptCommand(loader, tools),
            new TrainCommand(RandomBytes.secure()));
    Cli cli = new Cli(commands, Console.system());
    System.exit(cli.run(arguments));
  }
}
