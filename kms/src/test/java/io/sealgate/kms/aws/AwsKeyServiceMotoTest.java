package io.sealgate.kms.aws;

import io.sealgate.kms.KeyService;
import io.sealgate.kms.KeyServiceContract;
import io.sealgate.kms.python.PythonServer;
import io.sealgate.kms.python.PythonTools;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.kms.KmsClient;

/** Against a KMS that is not ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwsKeyServiceMotoTest implements KeyServiceContract {

  private PythonServer moto;
  private KeyService service;
  private String arn;

  @BeforeAll
  void startMoto() throws Exception {
    moto = PythonServer.moto(PythonTools.install());
    service = TestClients.service(moto.endpoint());
    try (KmsClient administrator = TestClients.sdk(moto.endpoint())) {
      arn = administrator.createKey().keyMetadata().arn();
      administrator.createAlias(alias -> alias.aliasName(alias()).targetKeyId(arn));
    }
  }

  @AfterAll
  void stopMoto() {
    service.close();
    moto.close();
  }

  @Override
  public KeyService service() {
    return service;
  }

  @Override
  public String arn() {
    return arn;
  }

  @Override
  public String alias() {
    return "alias/app";
  }
}
