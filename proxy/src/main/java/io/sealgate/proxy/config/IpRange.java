package io.sealgate.proxy.config;

import java.net.InetAddress;

/**
 * A range of IP addresses: {@code 10.0.0.0/8}, {@code fd00::/8}, or one address.
 *
 * @param network its first address
 * @param prefixBits how many leading bits are common to all, 0 to 32 or 128
 */
public record IpRange(InetAddress network, int prefixBits) {

  /** Checks the range, and that no bit is set beyond the prefix. */
  public IpRange {
    byte[] address = network.getAddress();
    if (prefixBits < 0 || prefixBits > address.length * 8) {
      throw new IllegalArgumentException("prefix length out of range");
    }
    for (int bit = prefixBits; bit < address.length * 8; bit++) {
      if ((address[bit / 8] & (0x80 >> (bit % 8))) != 0) {
        throw new IllegalArgumentException("bits are set beyond the prefix");
      }
    }
  }

  /**
   * Reads an address with or without {@code /bits}; no name is looked up.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static IpRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int bits =
        slash < 0
            ? network.getAddress().length * 8
            : Integer.parseUnsignedInt(text.substring(slash + 1));
    return new IpRange(network, bits);
  }

  /** Whether the address lies in the range; IPv4-mapped IPv6 addresses count as IPv4. */
  public boolean contains(InetAddress address) {
    byte[] common = network.getAddress();
    byte[] other = address.getAddress();
    if (common.length != other.length) {
      return false;
    }
    int whole = prefixBits / 8;
    for (int i = 0; i < whole; i++) {
      if (common[i] != other[i]) {
        return false;
      }
    }
    int mask = 0xff00 >> (prefixBits % 8) & 0xff;
    return mask == 0 || ((common[whole] ^ other[whole]) & mask) == 0;
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefixBits;
  }
}
