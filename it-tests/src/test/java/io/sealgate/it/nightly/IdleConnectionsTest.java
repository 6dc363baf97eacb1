package io.sealgate.it.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.BigTransfers;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Nightly;
import io.sealgate.it.fixture.ResultTable;
import io.sealgate.it.fixture.SealgateProcess;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand connections that have each carried a GET and wait for their next request. All of the
 * heap that the server may have is resident from the start, so what its memory grows by is outside
 * of it; and the heap is too small for them to hold much there.
 */
@Nightly
final class IdleConnectionsTest {

  private static final int CONNECTIONS = 10_000;
  private static final int FIRST = 100;
  private static final long LENGTH_BYTES = 4096;
  private static final long MAX_GROWTH_MIB = 50;
  private static final int TIMEOUT_MILLIS = 30_000;

  /** Some 25 MiB are in use before the first connection, so less than 50 is left for them. */
  private static final String[] MEMORY = {
    "-Xms72m", "-Xmx72m", "-XX:+AlwaysPreTouch", "-XX:MaxDirectMemorySize=64m"
  };

  @Test
  void tenThousandHoldLessThanAHundredMebibytes() throws IOException {
    ServerSettings settings =
        ServerSettings.DEFAULT.withLimits(
            "{ event-loops: 2, max-connections: 11000, keep-alive-timeout: 10m }");
    List<Socket> open = new ArrayList<>();
    try (SealgateProcess sealgate = SealgateProcess.start(Store.MINIO.backend(), settings, MEMORY);
        BigTransfers transfers = new BigTransfers(sealgate.clients(), sealgate.http())) {
      Bucket bucket =
          Bucket.create(sealgate.clients().s3(sealgate.http(), Account.APP), "idle-connections");
      transfers.put(SseMode.SSE_KMS.ask(bucket.putting("small")).build(), LENGTH_BYTES);
      URI url = transfers.urlOf(bucket.getting("small").build());
      connect(url, FIRST, open);
      long before = sealgate.peakMiB();
      connect(url, CONNECTIONS - FIRST, open);

      assertThat(sealgate.metric("sealgate_connections")).isGreaterThanOrEqualTo(CONNECTIONS);
      for (Socket each : open) {
        get(each, url); // it was not closed, and carries the next one
      }
      long growth = sealgate.peakMiB() - before;
      assertThat(growth).isLessThan(MAX_GROWTH_MIB);
      report(growth);
      closeAll(open);
      bucket.empty();
    } finally {
      closeAll(open);
    }
  }

  private static void connect(URI url, int count, List<Socket> open) throws IOException {
    for (int i = 0; i < count; i++) {
      Socket socket = new Socket(url.getHost(), url.getPort());
      open.add(socket);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      get(socket, url);
    }
  }

  private static void get(Socket socket, URI url) throws IOException {
    String request =
        "GET "
            + url.getRawPath()
            + "?"
            + url.getRawQuery()
            + " HTTP/1.1\r\nHost: "
            + url.getAuthority()
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    int b;
    while (head.indexOf("\r\n\r\n") < 0 && (b = in.read()) >= 0) {
      head.append((char) b);
    }
    assertThat(head).startsWith("HTTP/1.1 200 ");
    assertThat(in.readNBytes((int) LENGTH_BYTES)).hasSize((int) LENGTH_BYTES);
  }

  private static void closeAll(List<Socket> open) throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private static void report(long growthMiB) {
    ResultTable.nightly()
        .put(
            CONNECTIONS + " idle connections, 72 MiB of heap",
            Long.toString(CONNECTIONS * LENGTH_BYTES),
            "–",
            "–",
            growthMiB + " MiB more than before them",
            "passed");
  }
}
