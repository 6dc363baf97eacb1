package io.sealgate.bench.micro;

import java.util.Random;

/** Input of benchmarks: bytes without a pattern that are the same in every run. */
final class SampleBytes {

  private static final long SEED = 20_261_122;

  private SampleBytes() {}

  /**
   * Bytes from a fixed seed.
   *
   * @param lengthBytes how many
   */
  static byte[] of(int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    new Random(SEED).nextBytes(bytes);
    return bytes;
  }
}
