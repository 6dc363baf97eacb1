package io.sealgate.demo.stage;

import io.sealgate.crypto.RandomBytes;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The demo's buckets, under names that no bucket of a real store has.
 *
 * @param data where the demo's objects are
 * @param system where Sealgate keeps its own documents
 */
public record DemoBuckets(String data, String system) {

  /** Objects whose keys start so must be sealed under the rule's KMS key. */
  public static final String STRICT_PREFIX = "pii/";

  private static final int SUFFIX_BYTES = 4;

  /** Checks that nothing is missing. */
  public DemoBuckets {
    Objects.requireNonNull(data);
    Objects.requireNonNull(system);
  }

  static DemoBuckets fresh(RandomBytes random) {
    String suffix = HexFormat.of().formatHex(random.bytes(SUFFIX_BYTES));
    return new DemoBuckets("sealgate-demo-" + suffix, "sealgate-demo-system-" + suffix);
  }
}
