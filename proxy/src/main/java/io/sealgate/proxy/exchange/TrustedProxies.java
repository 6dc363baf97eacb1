package io.sealgate.proxy.exchange;

import io.sealgate.proxy.config.IpRange;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * The reverse proxies whose {@code X-Forwarded-Proto} is believed. From anybody else the header
 * means nothing: a client could otherwise send SSE-C keys in the clear by its own word.
 */
public final class TrustedProxies {

  private final List<IpRange> ranges;

  /** Those within the ranges; none when the list is empty. */
  public TrustedProxies(List<IpRange> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /** Whether the peer is one of them. */
  public boolean trusts(SocketAddress peer) {
    if (ranges.isEmpty() || !(peer instanceof InetSocketAddress address)) {
      return false;
    }
    for (IpRange range : ranges) {
      if (range.contains(address.getAddress())) {
        return true;
      }
    }
    return false;
  }
}
