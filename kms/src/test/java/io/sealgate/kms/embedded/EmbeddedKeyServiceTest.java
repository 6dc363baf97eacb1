package io.sealgate.kms.embedded;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealgate.kms.KeyService;
import io.sealgate.kms.KeyServiceContract;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.engine.KmsEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKeyServiceTest implements KeyServiceContract {

  @TempDir private Path folder;
  private KmsEngine engine;
  private KeyService service;

  @BeforeEach
  void openEngine() {
    engine = TestEngine.in(folder);
    DefaultKeys.make(engine, CALLER);
    service = new EmbeddedKeyService(engine);
  }

  @AfterEach
  void closeEngine() {
    service.close();
    engine.close();
  }

  @Test
  void refusesADisabledKey() {
    byte[] blob = service.generateDataKey(CALLER, alias(), CONTEXT).ciphertextBlob();
    engine.disableKey(CALLER, arn());

    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> service.decrypt(CALLER, arn(), blob, CONTEXT))
        .matches(e -> e.error() == KmsError.DISABLED)
        .withMessage(arn() + " is disabled.");
  }

  @Test
  void refusesABlobOfAnotherKey() {
    byte[] blob =
        service.generateDataKey(CALLER, DefaultKeys.SERVICE_ALIAS, CONTEXT).ciphertextBlob();

    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> service.decrypt(CALLER, arn(), blob, CONTEXT))
        .matches(e -> e.error() == KmsError.INCORRECT_KEY);
  }

  @Override
  public KeyService service() {
    return service;
  }

  @Override
  public String arn() {
    return engine.describeKey(CALLER, alias()).arn();
  }

  @Override
  public String alias() {
    return DefaultKeys.DEFAULT_ALIAS;
  }
}
