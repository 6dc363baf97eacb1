package io.sealgate.proxy.cli;

import io.sealgate.proxy.RunningServer;
import java.io.PrintStream;

/** Holds a running server in the foreground of its process, and drains it when that is to end. */
public final class Foreground {

  private Foreground() {}

  /**
   * Says that the server is ready, and waits until it has stopped. On SIGTERM and SIGINT it is
   * drained, and the process ends with exit code 0 instead of 128 and the signal's number.
   *
   * @param server the server, which accepts
   * @param out gets the one line {@code ready …}
   * @return the exit code
   * @throws InterruptedException when the calling thread is interrupted; the server is drained
   */
  public static int run(RunningServer server, PrintStream out) throws InterruptedException {
    Thread drain = Thread.ofPlatform().name("drain").unstarted(() -> drainAndEnd(server));
    Runtime.getRuntime().addShutdownHook(drain);
    out.println(server.addresses().readyLine());
    out.flush();
    try {
      server.awaitStop();
    } catch (InterruptedException e) {
      server.drain();
      throw e;
    }
    forget(drain);
    return 0;
  }

  private static void drainAndEnd(RunningServer server) {
    server.drain();
    try {
      server.awaitStop();
    } catch (InterruptedException e) {
      Runtime.getRuntime().halt(1);
    }
    // Without this the JVM would end with 143 although everything was finished as asked.
    Runtime.getRuntime().halt(0);
  }

  private static void forget(Thread drain) {
    try {
      Runtime.getRuntime().removeShutdownHook(drain);
    } catch (IllegalStateException e) {
      // The process is ending already: it is the hook that drained the server.
      return;
    }
  }
}
