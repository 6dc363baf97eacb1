package io.sealgate.proxy.operation;

import java.util.HexFormat;

/** Entity tags, with their quotes. */
final class ETags {

  private static final HexFormat HEX = HexFormat.of();

  private ETags() {}

  /** The ETag of an object whose MD5 is its ETag. */
  static String ofMd5(byte[] md5) {
    return '"' + HEX.formatHex(md5) + '"';
  }
}
