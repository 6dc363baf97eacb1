package io.sealgate.demo;

import io.sealgate.demo.stage.Cleanup;
import io.sealgate.proxy.ListeningAddresses;
import io.sealgate.proxy.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * A server that has stopped only when the demo's files and buckets are gone too: whoever waits for
 * it ends the process next.
 *
 * @param server the server
 * @param cleanup what goes with it
 */
record TidyServer(RunningServer server, Cleanup cleanup) implements RunningServer {

  TidyServer {
    Objects.requireNonNull(server);
    Objects.requireNonNull(cleanup);
  }

  @Override
  public ListeningAddresses addresses() {
    return server.addresses();
  }

  @Override
  public void drain() {
    server.drain();
  }

  @Override
  public void awaitStop() throws InterruptedException {
    server.awaitStop();
    try {
      cleanup.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
