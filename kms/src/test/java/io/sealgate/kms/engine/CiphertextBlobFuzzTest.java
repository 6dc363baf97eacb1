package io.sealgate.kms.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Whatever comes in as a ciphertext is opened, or refused in one way only. */
final class CiphertextBlobFuzzTest {

  /** The key of the stored inputs. */
  private static final UUID ID = new UUID(0x1122334455667788L, 0x99aabbccddeeff00L);

  private static final KmsKey KEY =
      new KmsKey(
          Kms.ACCOUNT,
          ID,
          Instant.EPOCH,
          "",
          KeySpec.SYMMETRIC_DEFAULT,
          KeyUsage.ENCRYPT_DECRYPT,
          KeyOrigin.AWS_KMS,
          KeyState.ENABLED,
          null,
          "{}",
          List.of(),
          List.of(KeyMaterial.of(new byte[32], Bytes.EMPTY, Instant.EPOCH, RandomBytes.secure())));

  @FuzzTest
  void opensOrRefuses(byte[] input) {
    try {
      CiphertextBlob blob = CiphertextBlob.parse(input);
      byte[] plaintext = blob.decrypt(blob.material(KEY), new byte[0]);
      assertThat(plaintext.length).isEqualTo(input.length - 73);
      assertThat(blob.keyId()).isEqualTo(ID);
    } catch (KmsException e) {
      assertThat(e.error()).isEqualTo(KmsError.INVALID_CIPHERTEXT);
      assertThat(e).hasMessage("").hasNoCause();
    }
  }
}
