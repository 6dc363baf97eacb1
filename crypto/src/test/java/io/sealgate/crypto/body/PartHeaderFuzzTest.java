package io.sealgate.crypto.body;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.aead.AesGcm;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Any bytes at all: a header parses to one that writes the same bytes, or is refused. */
class PartHeaderFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void refusesOrReproducesItsKeylessBytes(byte[] input) {
    boolean likely = PartHeader.startsLikePart(ByteBuffer.wrap(input));
    PartHeader header;
    try {
      header = PartHeader.parse(input);
    } catch (IntegrityException _) {
      return;
    }
    if (!likely
        || !Arrays.equals(Arrays.copyOf(input, 136), Arrays.copyOf(header.keylessBytes(), 136))) {
      throw new AssertionError("parsed to " + header);
    }
    try {
      PartHeader.open(AesGcm.preferred(), Parts.keys(99), input);
      throw new AssertionError("opened under a key that sealed nothing");
    } catch (IntegrityException _) {
      // as it must be
    }
  }
}
