package io.sealgate.bench.scale;

import io.sealgate.bench.load.Payload;
import io.sealgate.bench.load.ProcessMeter;
import io.sealgate.bench.load.SignedRequests;
import io.sealgate.bench.load.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ten thousand connections, each of which has carried one GET and waits for its next request. */
final class IdleConnections {

  private static final int COUNT = 10_000;
  private static final long SMALL_BYTES = 4096;
  private static final double MIB = 1 << 20;
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final Target target;
  private final ProcessMeter meter;
  private final SignedRequests requests;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);

  IdleConnections(Target target) {
    this.target = target;
    meter = new ProcessMeter(target.pid());
    requests = new SignedRequests(target);
  }

  /** Opens them and prints what the server's memory has grown by. */
  void run() throws IOException, InterruptedException {
    prepare();
    List<Connection> open = new ArrayList<>();
    try {
      open(open, COUNT / 10); // what compiles itself and what is loaded on first use
      close(open);
      System.out.print(
          "| idle connections | RSS MiB | heap in use after a collection, MiB |\n|--:|--:|--:|\n");
      row(0);
      open(open, COUNT);
      row(COUNT);
    } finally {
      close(open);
    }
  }

  private void prepare() throws IOException {
    Payload payload = Payload.unsigned(SMALL_BYTES);
    try (Connection connection = new Connection(target.endpoint(), 0)) {
      connection.send(requests.head("PUT", "", "", Map.of(), Payload.unsigned(0)));
      connection.receiveAll(buffer);
      connection.send(
          requests.head("PUT", "read-idle", "", target.encryption().writeHeaders(), payload));
      connection.send(Payload.block(SMALL_BYTES));
      connection.receiveAll(buffer);
    }
  }

  private void open(List<Connection> open, int count) throws IOException {
    ByteBuffer get = requests.head("GET", "read-idle", "", Map.of(), Payload.EMPTY);
    for (int i = 0; i < count; i++) {
      Connection connection = new Connection(target.endpoint(), 0);
      open.add(connection);
      connection.send(get.duplicate());
      connection.receiveAll(buffer);
    }
  }

  private static void close(List<Connection> open) throws IOException {
    for (Connection connection : open) {
      connection.close();
    }
    open.clear();
  }

  private void row(int connections) throws IOException, InterruptedException {
    Thread.sleep(1000);
    jcmd("GC.run");
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    long heapKibibytes = used.find() ? Long.parseLong(used.group(1)) : 0;
    System.out.printf(
        Locale.ROOT,
        "| %d | %.1f | %.1f |%n",
        connections,
        meter.residentBytes() / MIB,
        heapKibibytes / 1024.0);
  }

  private String jcmd(String command) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(target.pid()), command).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
