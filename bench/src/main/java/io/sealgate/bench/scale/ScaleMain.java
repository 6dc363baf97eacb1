package io.sealgate.bench.scale;

import io.sealgate.bench.load.Encryption;
import io.sealgate.bench.load.Target;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** Runs one scenario of {@code bench/scale} and prints what it found, as rows of Markdown. */
public final class ScaleMain {

  private ScaleMain() {}

  /**
   * Runs a scenario.
   *
   * @param args {@code store PORT}, {@code transfers URL PID}, {@code idle URL PID}, {@code
   *     first-byte NGINX-URL SEALGATE-URL}, or {@code start URL COMMAND...}; the keys of the store
   *     and of the client are in the environment
   * @throws IOException when a request fails
   * @throws InterruptedException never, as nobody interrupts it
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    switch (args[0]) {
      case "store" -> SyntheticStore.serve(Integer.parseInt(args[1]));
      case "transfers" -> new Transfers(sealgate(args[1], "bench", pid(args))).run();
      case "idle" -> new IdleConnections(sealgate(args[1], "bench", pid(args))).run();
      case "first-byte" -> {
        Target nginx = target("nginx", args[1], "bench-plain", "STORE", 0);
        Target sealgate = target("sealgate", args[2], "bench-first-byte", "APP", 0);
        new FirstBytes(nginx, sealgate).run();
      }
      case "start" -> {
        List<String> command = Arrays.asList(args).subList(2, args.length);
        new Starts(sealgate(args[1], "bench-start", 0), command).run();
      }
      default -> throw new IllegalArgumentException("no scenario " + args[0]);
    }
  }

  private static long pid(String[] args) {
    return Long.parseLong(args[2]);
  }

  private static Target sealgate(String url, String bucket, long pid) {
    return target("sealgate", url, bucket, "APP", pid);
  }

  private static Target target(String name, String url, String bucket, String who, long pid) {
    String user = System.getenv(who + "_USER");
    String secret = System.getenv(who + "_SECRET");
    return new Target(name, URI.create(url), pid, bucket, user, secret, Encryption.SSE_KMS, null);
  }
}
