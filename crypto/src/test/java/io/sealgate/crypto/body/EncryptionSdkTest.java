package io.sealgate.crypto.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.CryptoResult;
import com.amazonaws.encryptionsdk.jce.JceMasterKey;
import io.sealgate.crypto.aead.AesGcm;
import java.util.Arrays;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The way out: Amazon's own Encryption SDK opens a stored part, given nothing but its key. */
class EncryptionSdkTest {

  static List<Integer> sizes() {
    return Parts.sizes();
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void opensAPartWithoutItsFacts(int size) {
    byte[] plaintext = Parts.plaintext(size);
    PartKeys keys = Parts.keys(1);
    byte[] stored = Parts.seal(AesGcm.preferred(), keys, 1, plaintext).stored();
    JceMasterKey masterKey =
        JceMasterKey.getInstance(
            new SecretKeySpec(keys.objectKey(), "AES"),
            "sealgate",
            "object-key",
            "AES/GCM/NoPadding");
    AwsCrypto sdk =
        AwsCrypto.builder()
            .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
            .build();

    CryptoResult<byte[], JceMasterKey> opened =
        sdk.decryptData(masterKey, Arrays.copyOf(stored, stored.length - 192));

    assertThat(opened.getResult()).isEqualTo(plaintext);
    assertThat(opened.getCryptoAlgorithm())
        .isEqualTo(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY);
  }
}
