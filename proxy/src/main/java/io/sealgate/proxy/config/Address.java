package io.sealgate.proxy.config;

import java.util.Objects;

/**
 * Where to listen: a host and a port.
 *
 * @param host a name, an IPv4 address or an IPv6 address without brackets
 * @param port 0 to 65535; 0: any free one
 */
public record Address(String host, int port) {

  private static final int MAX_PORT = 65535;

  /** Checks the ranges. */
  public Address {
    Objects.requireNonNull(host);
    if (host.isEmpty() || port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("a host and a port from 0 to " + MAX_PORT + " are needed");
    }
  }

  /**
   * Reads {@code host:port} or {@code [IPv6]:port}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("no port");
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (bracketed) {
      host = host.substring(1, host.length() - 1);
    }
    if (bracketed != host.contains(":") || !isHost(host)) {
      throw new IllegalArgumentException("not a host");
    }
    return new Address(host, port(text, colon + 1));
  }

  /** The form that {@link #parse} reads, and that fits into a URL. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static boolean isHost(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean fits =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '-'
              || c == '_'
              || c == ':'
              || c == '%';
      if (!fits) {
        return false;
      }
    }
    return !host.isEmpty();
  }

  private static int port(String text, int start) {
    int length = text.length() - start;
    if (length < 1 || length > 5) {
      throw new IllegalArgumentException("not a port");
    }
    int port = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException("not a port");
      }
      port = port * 10 + digit;
    }
    return port;
  }
}
