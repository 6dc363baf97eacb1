package io.sealgate.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealgate.auth.Principal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every key service does alike, whoever keeps the keys. */
public interface KeyServiceContract {

  /** Who calls. */
  Principal CALLER = new Principal("app", "123456789012", "AKIDEXAMPLE");

  /** The data key's context, with characters that not everybody encodes alike. */
  Map<String, String> CONTEXT = Map.of("aws:s3:arn", "arn:aws:s3:::photos/ü 1", "tenant", "a");

  /** The service under test. */
  KeyService service();

  /** An enabled key of the caller's account. */
  String arn();

  /** An alias of that key. */
  String alias();

  @Test
  default void decryptsTheDataKeyThatItGave() {
    GeneratedDataKey key = service().generateDataKey(CALLER, arn(), CONTEXT);

    assertThat(key.keyArn()).isEqualTo(arn());
    assertThat(key.plaintext()).hasSize(32);
    assertThat(service().decrypt(CALLER, arn(), key.ciphertextBlob(), CONTEXT))
        .isEqualTo(key.plaintext());
  }

  @Test
  default void givesAnotherDataKeyEachTime() {
    assertThat(service().generateDataKey(CALLER, arn(), Map.of()).plaintext())
        .isNotEqualTo(service().generateDataKey(CALLER, arn(), Map.of()).plaintext());
  }

  @Test
  default void namesTheKeyOfAnAliasByItsArn() {
    assertThat(service().keyArn(CALLER, alias())).isEqualTo(arn());
    assertThat(service().generateDataKey(CALLER, alias(), CONTEXT).keyArn()).isEqualTo(arn());
  }

  @Test
  default void refusesAnotherContext() {
    byte[] blob = service().generateDataKey(CALLER, arn(), CONTEXT).ciphertextBlob();

    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> service().decrypt(CALLER, arn(), blob, Map.of("tenant", "b")))
        .matches(e -> e.error() == KmsError.INVALID_CIPHERTEXT);
  }

  @Test
  default void doesNotFindAnUnknownKey() {
    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> service().generateDataKey(CALLER, "alias/none", CONTEXT))
        .matches(e -> e.error() == KmsError.NOT_FOUND)
        .withMessageContaining("alias/none");
  }
}
