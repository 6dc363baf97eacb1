package io.sealgate.proxy;

import io.sealgate.proxy.config.Config;
import java.io.PrintStream;

/**
 * Looks at the backend from the operator's side: the seam between the command line and those who
 * speak to it.
 */
@FunctionalInterface
public interface BackendTools {

  /**
   * Prints what the backend does of what Sealgate would ask of it; or, in one line, why that cannot
   * be told. Nothing stays on the backend.
   */
  void describe(Config config, PrintStream out);
}
