package io.sealgate.crypto.body;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.aead.AesGcm;
import java.util.Arrays;

/**
 * Any record at all: it is refused, or sealing what was read and reading it again changes nothing.
 */
class FactsFuzzTest {

  private static final AesGcm GCM = AesGcm.preferred();
  private static final byte[] KEY = new byte[AesGcm.KEY_BYTES];

  @FuzzTest(maxDuration = "2m")
  void refusesOrReadsTheSameAgain(byte[] input) {
    Facts facts;
    try {
      facts = Facts.parse(Arrays.copyOf(input, 164));
    } catch (IntegrityException _) {
      return;
    }
    byte[] stored = facts.seal(GCM, KEY, new byte[AesGcm.IV_BYTES]);
    if (!Facts.open(GCM, KEY, stored).equals(facts)) {
      throw new AssertionError(facts);
    }
  }
}
