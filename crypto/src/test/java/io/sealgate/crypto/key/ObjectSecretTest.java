package io.sealgate.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.FormatVectors;
import io.sealgate.crypto.Hkdf;
import io.sealgate.crypto.RandomBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ObjectSecretTest {

  private static final JsonNode DERIVED = FormatVectors.tree().get("derived");

  @Test
  void derivesTheKnownKeys() {
    ObjectSecret secret = ObjectSecret.owning(vectorSecret());
    ObjectSecrets secrets = new ObjectSecrets(List.of(secret));
    try (secrets;
        MultipartKeys keys = secrets.multipartKeys()) {
      assertThat(secret.objectKey()).isEqualTo(FormatVectors.hex(DERIVED.get("object")));
      assertThat(secret.factsKey()).isEqualTo(FormatVectors.hex(DERIVED.get("facts")));
      assertThat(keys.borrowRecordKey()).isEqualTo(FormatVectors.hex(DERIVED.get("record")));
      assertThat(keys.borrowNoteKey()).isEqualTo(FormatVectors.hex(DERIVED.get("note")));
    }
  }

  @Test
  void derivesTheMultipartKeysOfTwoLayersFromBothSecrets() {
    byte[] joined = FormatVectors.counting(0, 64);
    try (ObjectSecrets secrets =
            new ObjectSecrets(
                List.of(
                    ObjectSecret.owning(FormatVectors.counting(0, 32)),
                    ObjectSecret.owning(FormatVectors.counting(32, 32))));
        MultipartKeys keys = secrets.multipartKeys()) {
      assertThat(keys.borrowRecordKey()).isEqualTo(hkdf(joined, "SG1 record"));
      assertThat(keys.borrowNoteKey()).isEqualTo(hkdf(joined, "SG1 note"));
    }
  }

  @Test
  void zeroesWhatItOwnsWhenClosed() {
    byte[] bytes = vectorSecret();
    ObjectSecret secret = ObjectSecret.owning(bytes);
    secret.close();
    secret.close();

    assertThat(bytes).containsOnly(0);
    assertThat(secret.isClosed()).isTrue();
    assertThatThrownBy(secret::borrow).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(secret::objectKey).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(secret::factsKey).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsMultipartKeysThroughTheirStoredForm() {
    try (ObjectSecrets secrets = ObjectSecrets.random(1, RandomBytes.secure());
        MultipartKeys keys = secrets.multipartKeys()) {
      byte[] stored = keys.toStored();
      MultipartKeys again = MultipartKeys.owning(stored);

      assertThat(again.borrowRecordKey()).isEqualTo(keys.borrowRecordKey());
      assertThat(again.borrowNoteKey()).isEqualTo(keys.borrowNoteKey());
      assertThat(stored).containsOnly(0);
      byte[] live = again.borrowNoteKey();
      again.close();
      assertThat(live).containsOnly(0);
      assertThatThrownBy(again::borrowRecordKey).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void refusesKeysOfAnotherSize() {
    for (int size : new int[] {0, 16, 31, 33, 64}) {
      assertThatThrownBy(() -> ObjectSecret.owning(new byte[size]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> KeyEncryptionKey.owning(new byte[size]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> MultipartKeys.owning(new byte[63]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ObjectSecrets(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ObjectSecrets.random(3, RandomBytes.secure()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] vectorSecret() {
    return FormatVectors.hex(FormatVectors.tree().get("objectSecret"));
  }

  private static byte[] hkdf(byte[] secret, String info) {
    return Hkdf.sha512(secret, new byte[0], info.getBytes(StandardCharsets.US_ASCII), 32);
  }
}
