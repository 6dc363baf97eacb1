package io.sealgate.bench.scale;

import io.sealgate.bench.load.Latencies;
import io.sealgate.bench.load.Payload;
import io.sealgate.bench.load.ProcessMeter;
import io.sealgate.bench.load.SignedRequests;
import io.sealgate.bench.load.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thousand objects of 64 MiB on their way at once, in and out, every other one slowly; and what
 * that means for a small GET among them.
 */
final class Transfers {

  private static final int COUNT = 1000;
  private static final long MIB = 1 << 20;
  private static final long LARGE_BYTES = 64 * MIB;
  private static final long SMALL_BYTES = 4096;
  private static final long PROBE_PAUSE_MILLIS = 20;

  private final Target target;
  private final SignedRequests requests;
  private final AtomicInteger running = new AtomicInteger(COUNT);

  Transfers(Target target) {
    this.target = target;
    requests = new SignedRequests(target);
  }

  /** Runs them; prints a row for the small GETs and one for all else. */
  void run() throws IOException, InterruptedException {
    prepare();
    ProcessMeter meter = new ProcessMeter(target.pid());
    ByteBuffer get = head("GET", "read-large", Payload.EMPTY);
    Payload large = Payload.unsigned(LARGE_BYTES);
    long begin = System.nanoTime();
    int failures = 0;
    Latencies small;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ExecutorService prober = Executors.newSingleThreadExecutor()) {
      Future<Latencies> probed = prober.submit(this::probe);
      List<Future<Long>> transfers = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        Pace pace = i % 4 < 2 ? Pace.FAST : Pace.SLOW;
        ByteBuffer put = head("PUT", "large-" + i, large);
        transfers.add(
            threads.submit(counted(i % 2 == 0 ? () -> get(get, pace) : () -> put(put, pace))));
      }
      for (Future<Long> transfer : transfers) {
        try {
          transfer.get();
        } catch (ExecutionException e) {
          failures++;
          System.err.println("transfers: " + e.getCause());
        }
      }
      small = probed.get();
    } catch (ExecutionException e) {
      throw new IOException("the small GETs failed", e);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    print(failures, seconds, meter.residentBytes(), small);
  }

  private void print(int failures, double seconds, long residentBytes, Latencies small) {
    System.out.printf(
        Locale.ROOT,
        "| transfers of 64 MiB at once | failed | s | MiB/s | RSS MiB | small GETs | p50 ms | p99"
            + " ms | longest ms |%n|--:|--:|--:|--:|--:|--:|--:|--:|--:|%n| %d | %d | %.0f | %.0f |"
            + " %d | %d | %.1f | %.1f | %.1f |%n",
        COUNT,
        failures,
        seconds,
        COUNT * LARGE_BYTES / MIB / seconds,
        residentBytes / MIB,
        small.count(),
        small.quantileMillis(0.5),
        small.quantileMillis(0.99),
        small.quantileMillis(1));
  }

  private void prepare() throws IOException {
    put(requests.head("PUT", "", "", Map.of(), Payload.unsigned(0)), 0, Pace.FAST);
    put(head("PUT", "read-large", Payload.unsigned(LARGE_BYTES)), LARGE_BYTES, Pace.FAST);
    put(head("PUT", "read-small", Payload.unsigned(SMALL_BYTES)), SMALL_BYTES, Pace.FAST);
  }

  private ByteBuffer head(String method, String key, Payload payload) {
    Map<String, String> headers =
        method.equals("PUT") ? target.encryption().writeHeaders() : Map.of();
    return requests.head(method, key, "", headers, payload);
  }

  private Callable<Long> counted(Callable<Long> transfer) {
    return () -> {
      try {
        return transfer.call();
      } finally {
        running.decrementAndGet();
      }
    };
  }

  private long get(ByteBuffer head, Pace pace) throws IOException {
    try (Connection connection = new Connection(target.endpoint(), pace.kernelBytes())) {
      connection.send(head.duplicate());
      ByteBuffer buffer = ByteBuffer.allocateDirect(pace.stepBytes());
      long leftBytes = connection.receiveHead(buffer) - buffer.remaining();
      while (leftBytes > 0) {
        leftBytes -= connection.receive(buffer.clear());
        if (!buffer.hasRemaining()) {
          pace.pause();
        }
      }
      return leftBytes;
    }
  }

  private long put(ByteBuffer head, Pace pace) throws IOException {
    return put(head, LARGE_BYTES, pace);
  }

  private long put(ByteBuffer head, long bytes, Pace pace) throws IOException {
    try (Connection connection = new Connection(target.endpoint(), pace.kernelBytes())) {
      connection.send(head.duplicate());
      for (long leftBytes = bytes; leftBytes > 0; ) {
        ByteBuffer block = Payload.block(Math.min(leftBytes, pace.stepBytes()));
        leftBytes -= block.remaining();
        connection.send(block);
        pace.pause();
      }
      connection.receiveAll(ByteBuffer.allocate(64 * 1024));
      return bytes;
    }
  }

  private Latencies probe() throws IOException, InterruptedException {
    ByteBuffer get = head("GET", "read-small", Payload.EMPTY);
    ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    Latencies latencies = new Latencies();
    try (Connection connection = new Connection(target.endpoint(), 0)) {
      while (running.get() > 0) {
        long begin = System.nanoTime();
        connection.send(get.duplicate());
        connection.receiveAll(buffer);
        latencies.add(System.nanoTime() - begin);
        Thread.sleep(PROBE_PAUSE_MILLIS);
      }
    }
    return latencies;
  }
}
