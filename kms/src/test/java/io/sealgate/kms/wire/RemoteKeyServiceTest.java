package io.sealgate.kms.wire;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealgate.kms.KeyService;
import io.sealgate.kms.KeyServiceContract;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.aws.TestClients;
import io.sealgate.kms.embedded.DefaultKeys;
import io.sealgate.kms.embedded.TestEngine;
import io.sealgate.kms.engine.KmsEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One Sealgate's key service as another one uses it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RemoteKeyServiceTest implements KeyServiceContract {

  private KmsEngine engine;
  private WireServer server;
  private KeyService service;

  @BeforeAll
  void start(@TempDir Path folder) {
    engine = TestEngine.in(folder);
    DefaultKeys.make(engine, CALLER);
    server = new WireServer(engine);
    service = TestClients.service(server.address());
  }

  @AfterAll
  void stop() {
    service.close();
    server.close();
    engine.close();
  }

  @Test
  void refusesADisabledKeyInTheWordsOfTheEngine() {
    String key = service.keyArn(CALLER, DefaultKeys.SERVICE_ALIAS);
    engine.disableKey(CALLER, key);

    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> service.generateDataKey(CALLER, key, CONTEXT))
        .matches(e -> e.error() == KmsError.DISABLED)
        .withMessage(key + " is disabled.");
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
