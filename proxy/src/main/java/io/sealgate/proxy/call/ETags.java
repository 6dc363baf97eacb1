package io.sealgate.proxy.call;

import java.util.HexFormat;

/** Entity tags, with their quotes. */
public final class ETags {

  private static final HexFormat HEX = HexFormat.of();

  private ETags() {}

  /** The ETag of an object whose MD5 is its ETag. */
  public static String ofMd5(byte[] md5) {
    return '"' + HEX.formatHex(md5) + '"';
  }
}
