package io.sealgate.s3.body;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Several checksums over the same bytes, each computed once. */
final class DigestSet {

  private final ChecksumAlgorithm[] algorithms;
  private final RunningChecksum[] running;

  DigestSet(Set<ChecksumAlgorithm> wanted) {
    algorithms = wanted.toArray(ChecksumAlgorithm[]::new);
    running = new RunningChecksum[algorithms.length];
    for (int i = 0; i < algorithms.length; i++) {
      running[i] = algorithms[i].start();
    }
  }

  /** Takes in the remaining bytes and leaves the position where it was. */
  void update(ByteBuffer in) {
    int position = in.position();
    for (RunningChecksum checksum : running) {
      checksum.update(in);
      in.position(position);
    }
  }

  /** The checksums; call it once, and nothing after it. */
  Map<ChecksumAlgorithm, byte[]> values() {
    Map<ChecksumAlgorithm, byte[]> values = new EnumMap<>(ChecksumAlgorithm.class);
    for (int i = 0; i < algorithms.length; i++) {
      values.put(algorithms[i], running[i].value());
    }
    return values;
  }
}
