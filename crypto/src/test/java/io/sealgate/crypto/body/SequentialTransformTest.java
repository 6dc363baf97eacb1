package io.sealgate.crypto.body;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.body.SequentialTransform.Stretch;
import io.sealgate.crypto.body.SequentialTransform.Stretches;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several transforms over one input: who gets what of it, and when each begins and ends. */
class SequentialTransformTest {

  private final List<String> events = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 100})
  void givesEachItsStretchAndTheLastOneTheRest(int pieceBytes) {
    byte[] output =
        Push.inPieces(of(2, 1, 3), "aabcccdd".getBytes(US_ASCII), () -> pieceBytes, false);
    assertThat(new String(output, US_ASCII)).isEqualTo("aabcccdd");
    assertThat(events)
        .containsExactly(
            "begin 0",
            "end 0 after 2",
            "close 0",
            "begin 1",
            "end 1 after 1",
            "close 1",
            "begin 2",
            "end 2 after 5",
            "close 2",
            "close all");
  }

  @Test
  void refusesAnInputThatEndsBeforeTheLastStretchBegins() {
    SequentialTransform transform = of(2, 1, 3);
    transform.update(ByteBuffer.allocate(2), ByteBuffer.allocate(100));
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> transform.finish(ByteBuffer.allocate(100)))
        .returns(IntegrityException.Reason.TRUNCATED, IntegrityException::reason);
    transform.close();
    assertThat(events).endsWith("begin 1", "close 1", "close all");
  }

  @Test
  void closesWhatItWasGivenWhenTheFirstStretchCannotBeMade() {
    assertThatIllegalArgumentException().isThrownBy(() -> of(0));
    assertThat(events).endsWith("close all");
  }

  @Test
  void staysDeadWhenALaterStretchCannotBeMade() {
    SequentialTransform transform = of(2, 0);
    ByteBuffer in = ByteBuffer.allocate(5);
    ByteBuffer out = ByteBuffer.allocate(100);
    assertThatIllegalArgumentException().isThrownBy(() -> transform.update(in, out));
    assertThat(in.limit()).isEqualTo(5);
    assertThatIllegalStateException().isThrownBy(() -> transform.update(in, out));
    transform.close();
    assertThat(events).endsWith("close all");
  }

  private SequentialTransform of(long... lengths) {
    return new SequentialTransform(
        new Stretches() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < lengths.length;
          }

          @Override
          public Stretch next() {
            int index = next++;
            events.add("begin " + index);
            return new Stretch(lengths[index], new Copy(index));
          }

          @Override
          public void close() {
            events.add("close all");
          }
        });
  }

  /** Copies its input and tells of its life. */
  private final class Copy implements Transform {

    private final int index;
    private int copiedBytes;

    Copy(int index) {
      this.index = index;
    }

    @Override
    public int outputBound(int inputBytes) {
      return inputBytes;
    }

    @Override
    public void update(ByteBuffer in, ByteBuffer out) {
      copiedBytes += in.remaining();
      out.put(in);
    }

    @Override
    public void finish(ByteBuffer out) {
      events.add("end " + index + " after " + copiedBytes);
    }

    @Override
    public void close() {
      events.add("close " + index);
    }
  }
}
