package io.sealgate.proxy.cli;

import io.sealgate.proxy.ListeningAddresses;
import io.sealgate.proxy.RunningServer;
import io.sealgate.proxy.ServerStarter;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.KeyServiceConfig;
import java.util.concurrent.CountDownLatch;

/** A server that listens nowhere: it only starts and stops. */
final class IdleServer implements RunningServer {

  private final ListeningAddresses addresses;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private IdleServer(ListeningAddresses addresses) {
    this.addresses = addresses;
  }

  static ServerStarter starter() {
    return new Starter();
  }

  @Override
  public ListeningAddresses addresses() {
    return addresses;
  }

  @Override
  public void drain() {
    stopped.countDown();
  }

  @Override
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  private static final class Starter implements ServerStarter {

    @Override
    public RunningServer start(Config config) {
      return new IdleServer(
          new ListeningAddresses(
              config.listen().http(), config.listen().https(), config.admin().address(), null));
    }

    @Override
    public RunningServer startKeyService(KeyServiceConfig config) {
      return new IdleServer(
          new ListeningAddresses(null, null, config.admin().address(), config.kms().listen()));
    }
  }
}
