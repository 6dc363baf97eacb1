package io.sealgate.crypto.aead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class AesGcmTest {

  static final List<AesGcm> PROVIDERS = AesGcm.available();

  private static final byte[] AAD = {1, 2, 3};

  private final Random random = new Random(7);
  private final byte[] key = bytes(AesGcm.KEY_BYTES);
  private final byte[] iv = bytes(AesGcm.IV_BYTES);

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void prefersTheNativeProviderWhereItLoads() {
    assertThat(PROVIDERS).extracting(AesGcm::name).first().asString().startsWith("Conscrypt");
    assertThat(AesGcm.preferred()).isSameAs(PROVIDERS.getFirst());
  }

  @Test
  void offersTheJdksProviderToo() {
    assertThat(PROVIDERS).extracting(AesGcm::name).last().asString().startsWith("SunJCE");
  }

  @Test
  void registersNoProviderForTheWholeProcess() {
    assertThat(Security.getProviders()).extracting(Provider::getName).doesNotContain("Conscrypt");
  }

  @ParameterizedTest
  @FieldSource("PROVIDERS")
  void opensWhatItSealedInBuffersOfAllKinds(AesGcm gcm) {
    List<IntFunction<ByteBuffer>> kinds =
        List.of(
            ByteBuffer::allocate,
            ByteBuffer::allocateDirect,
            length -> ByteBuffer.allocate(length + 9).slice(4, length));
    try (GcmCipher cipher = gcm.cipher(key)) {
      byte sequence = 0;
      for (int length : new int[] {0, 1, 15, 16, 17, 65_536, 70_000, 5}) {
        for (IntFunction<ByteBuffer> kind : kinds) {
          for (IntFunction<ByteBuffer> otherKind : kinds) {
            iv[0] = sequence++;
            byte[] plaintext = bytes(length);
            ByteBuffer sealed = otherKind.apply(length + AesGcm.TAG_BYTES);
            cipher.seal(iv, AAD, kind.apply(length).put(plaintext).flip(), sealed);
            assertThat(sealed.hasRemaining()).isFalse();

            ByteBuffer opened = kind.apply(length + 1);
            cipher.open(Reason.FRAME, iv, AAD, sealed.flip().asReadOnlyBuffer(), opened);
            assertThat(opened.flip()).isEqualTo(ByteBuffer.wrap(plaintext));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @FieldSource("PROVIDERS")
  void agreesWithEveryOtherProvider(AesGcm gcm) {
    byte[] plaintext = bytes(1_000);
    byte[] sealed = gcm.seal(key, iv, AAD, plaintext);
    for (AesGcm other : PROVIDERS) {
      assertThat(other.seal(key, iv, AAD, plaintext)).isEqualTo(sealed);
      assertThat(other.open(Reason.SEAL, key, iv, AAD, sealed)).isEqualTo(plaintext);
    }
  }

  @ParameterizedTest
  @FieldSource("PROVIDERS")
  void refusesEveryFlippedBitAndLeavesNoPlaintextBehind(AesGcm gcm) {
    byte[] plaintext = bytes(40);
    byte[] sealed = gcm.seal(key, iv, AAD, plaintext);
    try (GcmCipher cipher = gcm.cipher(key)) {
      for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
        byte[] damaged = sealed.clone();
        damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        ByteBuffer out = ByteBuffer.allocate(plaintext.length);

        assertThatExceptionOfType(IntegrityException.class)
            .isThrownBy(() -> cipher.open(Reason.RECORD, iv, AAD, ByteBuffer.wrap(damaged), out))
            .returns(Reason.RECORD, IntegrityException::reason)
            .withNoCause();

        assertThat(out.position()).isZero();
        assertThat(out.array()).containsOnly(0);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("PROVIDERS")
  void leavesNoPlaintextInADirectBufferWhenTheTagIsWrong(AesGcm gcm) {
    int plaintextBytes = 65_536;
    byte[] sealed = gcm.seal(key, iv, AAD, bytes(plaintextBytes));
    sealed[sealed.length - 1] ^= 1;
    ByteBuffer in = ByteBuffer.allocateDirect(sealed.length).put(sealed).flip();
    ByteBuffer out = ByteBuffer.allocateDirect(plaintextBytes + 10).position(10);
    try (GcmCipher cipher = gcm.cipher(key)) {
      assertRefused(() -> cipher.open(Reason.FRAME, iv, AAD, in, out));
    }
    assertThat(out.position()).isEqualTo(10);
    byte[] left = new byte[plaintextBytes];
    out.get(left);
    assertThat(left).containsOnly(0);
  }

  @ParameterizedTest
  @FieldSource("PROVIDERS")
  void refusesAnotherKeyIvOrAdditionalData(AesGcm gcm) {
    byte[] sealed = gcm.seal(key, iv, AAD, bytes(32));
    byte[] otherKey = key.clone();
    otherKey[31] ^= 1;
    byte[] otherIv = iv.clone();
    otherIv[0] ^= 1;
    assertRefused(() -> gcm.open(Reason.SEAL, otherKey, iv, AAD, sealed));
    assertRefused(() -> gcm.open(Reason.SEAL, key, otherIv, AAD, sealed));
    assertRefused(() -> gcm.open(Reason.SEAL, key, iv, new byte[0], sealed));
    assertRefused(() -> gcm.open(Reason.SEAL, key, iv, AAD, new byte[15]));
    assertRefused(() -> gcm.open(Reason.SEAL, key, iv, AAD, new byte[0]));
  }

  @ParameterizedTest
  @FieldSource("PROVIDERS")
  void consumesNothingWithoutRoomForTheOutput(AesGcm gcm) {
    try (GcmCipher cipher = gcm.cipher(key)) {
      ByteBuffer in = ByteBuffer.allocate(20);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cipher.seal(iv, AAD, in, ByteBuffer.allocate(35)));
      assertThat(in.position()).isZero();
    }
  }

  @ParameterizedTest
  @FieldSource("PROVIDERS")
  void doesNothingMoreOnceClosed(AesGcm gcm) {
    GcmCipher cipher = gcm.cipher(key);
    cipher.close();
    cipher.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> cipher.seal(iv, AAD, ByteBuffer.allocate(1), ByteBuffer.allocate(17)));
  }

  @Test
  void takesKeysOf256BitsOnly() {
    assertThatIllegalArgumentException().isThrownBy(() -> AesGcm.preferred().cipher(new byte[16]));
  }

  private static void assertRefused(Runnable opening) {
    assertThatExceptionOfType(IntegrityException.class).isThrownBy(opening::run);
  }

  private byte[] bytes(int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    random.nextBytes(bytes);
    return bytes;
  }
}
