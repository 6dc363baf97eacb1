package io.sealgate.crypto.multipart;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.crypto.IntegrityException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Any clear and any private part at all: refused, or the one encoding of what was read. */
class CompletionRecordFuzzTest {

  private static final RecordLayout THREE_PARTS =
      new RecordLayout(List.of(new PartRun(1, 2, 8388608), new PartRun(3, 1, 12345)), 16799001);

  @FuzzTest(maxDuration = "2m")
  void refusesOrReadsTheOneClearPart(byte[] input) {
    RecordLayout layout;
    try {
      layout = RecordSealer.readUnopened(input);
    } catch (IntegrityException _) {
      return;
    }
    byte[] encoded = RecordLayoutForm.encode(layout);
    if (ByteBuffer.wrap(input).getInt(5) != encoded.length
        || !Arrays.equals(encoded, Arrays.copyOfRange(input, 9, 9 + encoded.length))) {
      throw new AssertionError(layout);
    }
    if (layout.addsUp(1) && layout.plaintextBytes() >= layout.storedBytes()) {
      throw new AssertionError(layout);
    }
    var _ = layout.addsUp(2);
  }

  @FuzzTest(maxDuration = "2m")
  void refusesOrReadsTheOnePrivatePart(byte[] input) {
    CompletionRecord completion;
    try {
      completion = RecordPrivateForm.decode(input, THREE_PARTS);
    } catch (IntegrityException _) {
      return;
    }
    if (!Arrays.equals(RecordPrivateForm.encode(completion), input)
        || completion.parts().size() != 3) {
      throw new AssertionError(completion);
    }
  }
}
