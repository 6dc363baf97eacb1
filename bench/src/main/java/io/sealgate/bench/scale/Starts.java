package io.sealgate.bench.scale;

import io.sealgate.bench.load.Payload;
import io.sealgate.bench.load.SignedRequests;
import io.sealgate.bench.load.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** How long a start takes, and how much is done in each second after it. */
final class Starts {

  private static final int STARTS = 7;
  private static final int SECONDS = 20;
  private static final int CONNECTIONS = 16;
  private static final long SMALL_BYTES = 4096;
  private static final int DRIVER_WARM_UP = 1; // series that are not shown
  private static final int SERIES = 5;

  private final Target target;
  private final List<String> command;
  private boolean bucketMade;

  Starts(Target target, List<String> command) {
    this.target = target;
    this.command = command;
  }

  /** Starts again and again; prints the times, then the operations of each second. */
  void run() throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      long begin = System.nanoTime();
      Process process = start();
      seconds.add((System.nanoTime() - begin) / 1e9);
      stop(process);
    }
    seconds.sort(null);
    System.out.printf(
        Locale.ROOT,
        "Start to `ready`: median %.2f s, least %.2f s, most %.2f s of %d.%n%n",
        seconds.get(STARTS / 2),
        seconds.getFirst(),
        seconds.getLast(),
        STARTS);
    for (int i = 0; i < DRIVER_WARM_UP; i++) {
      firstSeconds();
    }
    List<AtomicIntegerArray> series = new ArrayList<>();
    for (int i = 0; i < SERIES; i++) {
      series.add(firstSeconds());
    }
    print(series);
  }

  private static void print(List<AtomicIntegerArray> series) {
    StringBuilder heading = new StringBuilder("| second after `ready` |");
    StringBuilder line = new StringBuilder("|---|");
    StringBuilder medians = new StringBuilder("| GETs of 4 KiB, median |");
    StringBuilder ranges = new StringBuilder("| least–most |");
    for (int i = 0; i < SECONDS; i++) {
      int second = i;
      int[] sorted = series.stream().mapToInt(done -> done.get(second)).sorted().toArray();
      heading.append(' ').append(second + 1).append(" |");
      line.append("--:|");
      medians.append(' ').append(sorted[SERIES / 2]).append(" |");
      ranges.append(' ').append(sorted[0]).append('–').append(sorted[SERIES - 1]).append(" |");
    }
    System.out.printf("%s%n%s%n%s%n%s%n", heading, line, medians, ranges);
  }

  private Process start() throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null || !line.startsWith("ready")) {
      process.destroy();
      throw new IOException("it does not start");
    }
    return process;
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private AtomicIntegerArray firstSeconds() throws IOException, InterruptedException {
    AtomicIntegerArray done = new AtomicIntegerArray(SECONDS);
    Process process = start();
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      long begin = System.nanoTime();
      prepare();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        running.add(
            threads.submit(() -> {
              drive(begin, done);
              return null;
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a request failed", e);
    } finally {
      stop(process);
    }
    return done;
  }

  private void prepare() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    SignedRequests requests = new SignedRequests(target);
    Payload payload = Payload.unsigned(SMALL_BYTES);
    try (Connection connection = new Connection(target.endpoint(), 0)) {
      if (!bucketMade) {
        connection.send(requests.head("PUT", "", "", Map.of(), Payload.unsigned(0)));
        connection.receiveAll(buffer);
        bucketMade = true;
      }
      connection.send(
          requests.head("PUT", "read-start", "", target.encryption().writeHeaders(), payload));
      connection.send(Payload.block(SMALL_BYTES));
      connection.receiveAll(buffer);
    }
  }

  private void drive(long begin, AtomicIntegerArray done) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    ByteBuffer get =
        new SignedRequests(target).head("GET", "read-start", "", Map.of(), Payload.EMPTY);
    try (Connection connection = new Connection(target.endpoint(), 0)) {
      while (true) {
        connection.send(get.duplicate());
        connection.receiveAll(buffer);
        int second = (int) ((System.nanoTime() - begin) / 1_000_000_000L);
        if (second >= SECONDS) {
          return;
        }
        done.incrementAndGet(second);
      }
    }
  }
}
