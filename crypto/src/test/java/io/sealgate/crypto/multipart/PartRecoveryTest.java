package io.sealgate.crypto.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.Push;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads multipart objects whose completion record is lost. */
final class PartRecoveryTest {

  private static final int FRAME = 65_536;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void findsTheRecordThatWasLost(int layers) {
    SealedObject object =
        SealedObject.ofSizes(layers, 0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME + 7, 5);
    CompletionRecord recovered = recover(object, object.stored());
    assertThat(recovered.layout()).isEqualTo(object.record().layout());
    assertThat(recovered.salts()).isEqualTo(object.record().salts());
    assertThat(
            Push.whole(
                new MultipartOpener(AesGcm.preferred(), recovered).whole(object.keys()),
                object.stored()))
        .isEqualTo(object.plaintext());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void refusesWhatIsNoPart(int layers) {
    SealedObject object = SealedObject.ofSizes(layers, 10, FRAME, 20);
    byte[] stored = object.stored();
    byte[] exchanged = new byte[stored.length];
    byte[] first = object.parts().get(0);
    System.arraycopy(stored, first.length, exchanged, 0, stored.length - first.length);
    System.arraycopy(first, 0, exchanged, stored.length - first.length, first.length);
    assertThatThrownBy(() -> recover(object, exchanged)).isInstanceOf(IntegrityException.class);
    assertThatThrownBy(() -> recover(object, Arrays.copyOf(stored, stored.length + 100)))
        .isInstanceOf(IntegrityException.class);
    byte[] damaged = stored.clone();
    damaged[first.length + 40] ^= 1;
    assertThatThrownBy(() -> recover(object, damaged)).isInstanceOf(IntegrityException.class);
  }

  private static CompletionRecord recover(SealedObject object, byte[] stored) {
    PartRecovery recovery = new PartRecovery(AesGcm.preferred(), object.keys());
    for (long offset = 0; offset < stored.length; ) {
      long end = Math.min(stored.length, offset + PartRecovery.START_BYTES);
      offset += recovery.next(Arrays.copyOfRange(stored, (int) offset, (int) end));
    }
    return recovery.record();
  }
}
