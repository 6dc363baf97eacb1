package io.sealgate.proxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.sealgate.proxy.config.Address;
import io.sealgate.proxy.server.RawClient;
import io.sealgate.proxy.server.Transport;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class DocumentServerTest {

  private static final int REQUESTS = 50;

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @Test
  void handlesPipelinedRequestsOneAfterTheOther() throws Exception {
    Transport transport = Transport.preferred();
    MultiThreadIoEventLoopGroup loops = transport.eventLoops(1);
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        DocumentServer server =
            DocumentServer.open(
                loops,
                transport.serverChannel(),
                new Address("127.0.0.1", 0),
                null,
                (head, body) -> handle(head.rawPath()),
                workers);
        RawClient client =
            new RawClient(new Socket(InetAddress.getLoopbackAddress(), server.address().port()))) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < REQUESTS; i++) {
        requests.append(RawClient.request("GET", "/" + i));
      }
      client.send(requests.toString());
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        String path = "/" + i;
        assertThat(client.read(path.length())).isEqualTo(path);
      }
      assertThat(most.get()).isEqualTo(1);
    } finally {
      loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  private DocumentAnswer handle(String path) {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    LockSupport.parkNanos(1_000_000);
    running.decrementAndGet();
    return DocumentAnswer.text(200, path);
  }
}
