package io.sealgate.bench.scale;

import io.sealgate.bench.load.Latencies;
import io.sealgate.bench.load.Payload;
import io.sealgate.bench.load.SignedRequests;
import io.sealgate.bench.load.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;

/**
 * How long the first byte of a large object takes that nothing is known of: through nginx, through
 * Sealgate with the data key in its cache, the same when the client asks for the checksum as SDKs
 * do, and with a data key that must be asked for.
 */
final class FirstBytes {

  private static final int WARM_UP = 300;
  private static final int ROUNDS = 60;
  private static final long LARGE_BYTES = 16 << 20;
  private static final Map<String, String> WITH_CHECKSUM = Map.of("x-amz-checksum-mode", "ENABLED");

  private final Target nginx;
  private final Target sealgate;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);

  FirstBytes(Target nginx, Target sealgate) {
    this.nginx = nginx;
    this.sealgate = sealgate;
  }

  /** Measures in turns and prints a row for each way. */
  void run() throws IOException {
    Latencies plain = new Latencies();
    Latencies knownKey = new Latencies();
    Latencies withChecksum = new Latencies();
    Latencies unknownKey = new Latencies();
    Map<String, String> bucketKey = sealgate.encryption().writeHeaders();
    Map<String, String> ownKey = Map.of("x-amz-server-side-encryption", "aws:kms");
    try (Connection byNginx = new Connection(nginx.endpoint(), 0);
        Connection bySealgate = new Connection(sealgate.endpoint(), 0)) {
      put(byNginx, nginx, "", 0, Map.of());
      put(bySealgate, sealgate, "", 0, Map.of());
      for (int round = -WARM_UP; round < ROUNDS; round++) {
        long bytes = round < 0 ? LARGE_BYTES / 16 : LARGE_BYTES;
        // Written anew, an object is not known any more to whom it was written through.
        String key = "object-" + Math.floorMod(round, 4);
        put(byNginx, nginx, key, bytes, Map.of());
        put(bySealgate, sealgate, key, bytes, bucketKey);
        put(bySealgate, sealgate, key + "-checked", bytes, bucketKey);
        put(bySealgate, sealgate, key + "-own", bytes, ownKey);
        add(plain, round, firstByteNanos(byNginx, nginx, key, Map.of()));
        add(knownKey, round, firstByteNanos(bySealgate, sealgate, key, Map.of()));
        add(
            withChecksum,
            round,
            firstByteNanos(bySealgate, sealgate, key + "-checked", WITH_CHECKSUM));
        add(unknownKey, round, firstByteNanos(bySealgate, sealgate, key + "-own", Map.of()));
      }
    }
    System.out.print(
        "| first byte of a cold GET of 16 MiB | p50 ms | p90 ms | ratio |\n|---|--:|--:|--:|\n");
    row("nginx", plain, plain);
    row("Sealgate, data key in its cache", knownKey, plain);
    row("the same, with `x-amz-checksum-mode`", withChecksum, plain);
    row("Sealgate, data key asked for", unknownKey, plain);
  }

  private static void add(Latencies latencies, int round, long nanos) {
    if (round >= 0) {
      latencies.add(nanos);
    }
  }

  private static void row(String name, Latencies latencies, Latencies yardstick) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f |%n",
        name,
        latencies.quantileMillis(0.5),
        latencies.quantileMillis(0.9),
        latencies.quantileMillis(0.5) / yardstick.quantileMillis(0.5));
  }

  private void put(
      Connection connection, Target target, String key, long bytes, Map<String, String> headers)
      throws IOException {
    connection.send(
        new SignedRequests(target).head("PUT", key, "", headers, Payload.unsigned(bytes)));
    for (long leftBytes = bytes; leftBytes > 0; ) {
      ByteBuffer block = Payload.block(leftBytes);
      leftBytes -= block.remaining();
      connection.send(block);
    }
    connection.receiveAll(buffer);
  }

  private long firstByteNanos(
      Connection connection, Target target, String key, Map<String, String> headers)
      throws IOException {
    ByteBuffer get = new SignedRequests(target).head("GET", key, "", headers, Payload.EMPTY);
    long begin = System.nanoTime();
    connection.send(get);
    long leftBytes = connection.receiveHead(buffer) - buffer.remaining();
    if (!buffer.hasRemaining()) {
      leftBytes -= connection.receive(buffer.clear());
    }
    long nanos = System.nanoTime() - begin;
    while (leftBytes > 0) {
      leftBytes -= connection.receive(buffer.clear());
    }
    return nanos;
  }
}
