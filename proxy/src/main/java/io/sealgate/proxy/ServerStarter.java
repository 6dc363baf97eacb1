package io.sealgate.proxy;

import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.KeyServiceConfig;

/** Starts what a configuration describes: the seam between the command line and the server. */
public interface ServerStarter {

  /**
   * Starts the proxy, its admin endpoint and, if it is embedded and listens, its key service.
   *
   * @return the server, which accepts connections on each of its addresses
   * @throws StartException when it cannot start; nothing is left open
   */
  RunningServer start(Config config);

  /**
   * Starts the key service and the admin endpoint alone.
   *
   * @return the server, which accepts connections on each of its addresses
   * @throws StartException when it cannot start; nothing is left open
   */
  RunningServer startKeyService(KeyServiceConfig config);
}
