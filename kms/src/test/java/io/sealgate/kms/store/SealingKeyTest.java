package io.sealgate.kms.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.RandomBytes;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealingKeyTest {

  private static final byte[] PURPOSE = {1};
  private static final byte[] AAD = {2};

  private final SealingKey key =
      new SealingKey(RandomBytes.secure().bytes(32), RandomBytes.secure());

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 4096, 1 << 18})
  void opensWhatItSealed(int lengthBytes) {
    byte[] plaintext = RandomBytes.secure().bytes(lengthBytes);
    byte[] sealed = key.seal(PURPOSE, AAD, plaintext);
    assertThat(sealed).hasSize(lengthBytes + SealingKey.OVERHEAD_BYTES);
    assertThat(key.open(PURPOSE, AAD, sealed)).isEqualTo(plaintext);
    assertThat(key.seal(PURPOSE, AAD, plaintext)).isNotEqualTo(sealed);
  }

  /** Computed with Python: hashlib/hmac for HKDF-SHA512, the cryptography package for AES-GCM. */
  @Test
  void sealsAsTheFormatSays() {
    byte[] secret = new byte[32];
    SealingKey fixed = new SealingKey(secret, target -> Arrays.fill(target, (byte) 7));
    byte[] sealed = fixed.seal(PURPOSE, AAD, new byte[] {3, 4, 5});
    assertThat(HexFormat.of().formatHex(sealed))
        .isEqualTo(
            "0707070707070707070707070707070707070707070707070707070707070707"
                + "0faa7f30601de1eee3f74f0d5d9310bcae15ba");
  }

  @Test
  void refusesAnyOtherPurposeBindingOrKey() {
    byte[] sealed = key.seal(PURPOSE, AAD, new byte[10]);
    SealingKey other = new SealingKey(new byte[32], RandomBytes.secure());
    assertRefused(key, AAD, AAD, sealed);
    assertRefused(key, PURPOSE, PURPOSE, sealed);
    assertRefused(other, PURPOSE, AAD, sealed);
    for (int i = 0; i < sealed.length; i++) {
      byte[] damaged = sealed.clone();
      damaged[i] ^= 1;
      assertRefused(key, PURPOSE, AAD, damaged);
      assertRefused(key, PURPOSE, AAD, Arrays.copyOf(sealed, i));
    }
  }

  @Test
  void aClosedKeyNeitherSealsNorOpens() {
    byte[] sealed = key.seal(PURPOSE, AAD, new byte[10]);
    key.close();
    assertThatIllegalStateException().isThrownBy(() -> key.seal(PURPOSE, AAD, new byte[1]));
    assertThatIllegalStateException().isThrownBy(() -> key.open(PURPOSE, AAD, sealed));
    assertThatIllegalStateException().isThrownBy(() -> key.derive(PURPOSE, 16));
  }

  @Test
  void refusesKeysOfAnotherLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SealingKey(new byte[16], RandomBytes.secure()));
  }

  private static void assertRefused(SealingKey key, byte[] purpose, byte[] aad, byte[] sealed) {
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> key.open(purpose, aad, sealed));
  }
}
