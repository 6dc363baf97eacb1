package io.sealgate.bench.scale;

import io.sealgate.bench.load.Latencies;
import io.sealgate.bench.load.Payload;
import io.sealgate.bench.load.SignedRequests;
import io.sealgate.bench.load.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long the first byte of a large object takes that nothing is known of: through nginx, through
 * Sealgate with the data key in its cache, the same when the client asks for the checksum as SDKs
 * do, and with a data key that must be asked for. For a checksum Sealgate reads the object's end at
 * the same time; what that takes of any proxy, nginx shows with two requests at once.
 */
final class FirstBytes {

  private static final int WARM_UP = 300;
  private static final int ROUNDS = 60;
  private static final long LARGE_BYTES = 16 << 20;
  private static final Map<String, String> END = Map.of("range", "bytes=-192");
  private static final Map<String, String> WITH_CHECKSUM = Map.of("x-amz-checksum-mode", "ENABLED");

  private final Target nginx;
  private final Target sealgate;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);

  FirstBytes(Target nginx, Target sealgate) {
    this.nginx = nginx;
    this.sealgate = sealgate;
  }

  /** Measures in turns, each way first as often as any other, and prints a row for each. */
  void run() throws IOException {
    Map<String, String> bucketKey = sealgate.encryption().writeHeaders();
    Map<String, String> ownKey = Map.of("x-amz-server-side-encryption", "aws:kms");
    try (Connection byNginx = new Connection(nginx.endpoint(), 0);
        Connection besides = new Connection(nginx.endpoint(), 0);
        Connection bySealgate = new Connection(sealgate.endpoint(), 0)) {
      List<Way> ways =
          List.of(
              new Way("nginx", nginx, byNginx, null, Map.of(), Map.of()),
              new Way(
                  "nginx, and the last 192 bytes on another connection",
                  nginx,
                  byNginx,
                  besides,
                  Map.of(),
                  Map.of()),
              new Way(
                  "Sealgate, data key in its cache",
                  sealgate,
                  bySealgate,
                  null,
                  bucketKey,
                  Map.of()),
              new Way(
                  "the same, with `x-amz-checksum-mode`",
                  sealgate,
                  bySealgate,
                  null,
                  bucketKey,
                  WITH_CHECKSUM),
              new Way(
                  "Sealgate, data key asked for", sealgate, bySealgate, null, ownKey, Map.of()));
      put(byNginx, nginx, "", 0, Map.of());
      put(bySealgate, sealgate, "", 0, Map.of());
      for (int round = -WARM_UP; round < ROUNDS; round++) {
        round(ways, round);
      }
      print(ways);
    }
  }

  private void round(List<Way> ways, int round) throws IOException {
    long bytes = round < 0 ? LARGE_BYTES / 16 : LARGE_BYTES;
    // Written anew, an object is not known any more to whom it was written through.
    for (int i = 0; i < ways.size(); i++) {
      Way way = ways.get(i);
      put(way.connection, way.target, key(round, i), bytes, way.writeHeaders);
    }
    // Whoever reads first finds what was written last in no cache: each takes its turn.
    for (int turn = 0; turn < ways.size(); turn++) {
      int i = Math.floorMod(round + turn, ways.size());
      Way way = ways.get(i);
      long nanos = firstByteNanos(way, key(round, i));
      if (round >= 0) {
        way.latencies.add(nanos);
      }
    }
  }

  private static String key(int round, int way) {
    return "object-" + Math.floorMod(round, 4) + "-" + way;
  }

  private static void print(List<Way> ways) {
    System.out.print(
        """
        | first byte of a cold GET of 16 MiB | p50 ms | p90 ms | ratio of p50 |
        |---|--:|--:|--:|
        """);
    double yardstickMillis = ways.getFirst().latencies.quantileMillis(0.5);
    for (Way way : ways) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.2f | %.2f | %.2f |%n",
          way.name,
          way.latencies.quantileMillis(0.5),
          way.latencies.quantileMillis(0.9),
          way.latencies.quantileMillis(0.5) / yardstickMillis);
    }
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

  private long firstByteNanos(Way way, String key) throws IOException {
    SignedRequests requests = new SignedRequests(way.target);
    ByteBuffer get = requests.head("GET", key, "", way.readHeaders, Payload.EMPTY);
    ByteBuffer getEnd = requests.head("GET", key, "", END, Payload.EMPTY);
    Connection connection = way.connection;
    long begin = System.nanoTime();
    if (way.besides != null) {
      way.besides.send(getEnd);
    }
    connection.send(get);
    if (way.besides != null) {
      way.besides.receiveAll(buffer);
    }
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

  /**
   * One way of reading, with a second request besides or without, and how long its first bytes
   * took.
   */
  private static final class Way {

    private final String name;
    private final Target target;
    private final Connection connection;
    private final @Nullable Connection besides;
    private final Map<String, String> writeHeaders;
    private final Map<String, String> readHeaders;
    private final Latencies latencies = new Latencies();

    Way(
        String name,
        Target target,
        Connection connection,
        @Nullable Connection besides,
        Map<String, String> writeHeaders,
        Map<String, String> readHeaders) {
      this.name = name;
      this.target = target;
      this.connection = connection;
      this.besides = besides;
      this.writeHeaders = writeHeaders;
      this.readHeaders = readHeaders;
    }
  }
}
