package io.sealgate.proxy.cli;

import io.sealgate.proxy.config.ConfigLoader;
import java.util.List;
import org.slf4j.LoggerFactory;

/** A main class as the demo's, with servers that listen nowhere. */
final class TestMain {

  private TestMain() {}

  public static void main(String[] arguments) {
    LoggerFactory.getLogger("io.sealgate.test")
        .atInfo()
        .addKeyValue("request", "line\nbreak \"quoted\"")
        .log("started");
    LoggerFactory.getLogger("io.netty.test").info("libraries are quiet");
    ConfigLoader loader = new ConfigLoader(System::getenv);
    Cli cli =
        new Cli(
            List.of(
                new ServeCommand(loader, IdleServer.starter()),
                new KmsCommand(loader, IdleServer.starter()),
                new ConfigCommand(loader, (config, out) -> {})),
            Console.system());
    System.exit(cli.run(arguments));
  }
}
