package io.sealgate.proxy;

import io.sealgate.proxy.config.Address;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens; null where it does not.
 *
 * @param http S3 over plain HTTP
 * @param https S3 over TLS
 * @param admin the operator's endpoint
 * @param kms the key service
 */
public record ListeningAddresses(
    @Nullable Address http,
    @Nullable Address https,
    @Nullable Address admin,
    @Nullable Address kms) {

  /** The line that says so on standard output: {@code ready http=127.0.0.1:8080 …}. */
  public String readyLine() {
    StringBuilder line = new StringBuilder("ready");
    append(line, " http=", http);
    append(line, " https=", https);
    append(line, " admin=", admin);
    append(line, " kms=", kms);
    return line.toString();
  }

  private static void append(StringBuilder line, String name, @Nullable Address address) {
    if (address != null) {
      line.append(name).append(address);
    }
  }
}
