package io.sealgate.kms.embedded;

import static io.sealgate.kms.KeyServiceContract.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.kms.engine.AliasRequest;
import io.sealgate.kms.engine.CreateKeyRequest;
import io.sealgate.kms.engine.KeyState;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.engine.PageRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DefaultKeysTest {

  @TempDir private Path folder;

  @Test
  void areTwoKeysOfTheirOwn() {
    try (KmsEngine engine = TestEngine.in(folder)) {
      DefaultKeys.make(engine, CALLER);

      assertThat(arn(engine, "alias/sealgate")).isNotEqualTo(arn(engine, "alias/sealgate-service"));
      assertThat(keys(engine)).isEqualTo(2);
    }
  }

  @Test
  void areTheSameAfterARestart() {
    String first;
    try (KmsEngine engine = TestEngine.in(folder)) {
      DefaultKeys.make(engine, CALLER);
      first = arn(engine, DefaultKeys.DEFAULT_ALIAS);
    }
    try (KmsEngine engine = TestEngine.in(folder)) {
      DefaultKeys.make(engine, CALLER);
      assertThat(arn(engine, DefaultKeys.DEFAULT_ALIAS)).isEqualTo(first);
      assertThat(keys(engine)).isEqualTo(2);
    }
  }

  @Test
  void leaveWhatTheOperatorChose() {
    try (KmsEngine engine = TestEngine.in(folder)) {
      String own = engine.createKey(CALLER, CreateKeyRequest.symmetric("own")).arn();
      engine.createAlias(CALLER, new AliasRequest(DefaultKeys.DEFAULT_ALIAS, own));
      engine.disableKey(CALLER, own);

      DefaultKeys.make(engine, CALLER);

      assertThat(arn(engine, DefaultKeys.DEFAULT_ALIAS)).isEqualTo(own);
      assertThat(engine.describeKey(CALLER, own).keyState()).isEqualTo(KeyState.DISABLED);
      assertThat(keys(engine)).isEqualTo(1);
    }
  }

  @Test
  void takeNobodysPlace() {
    try (KmsEngine engine = TestEngine.in(folder)) {
      DefaultKeys.make(engine, CALLER);
      engine.deleteAlias(CALLER, DefaultKeys.SERVICE_ALIAS);
    }
    try (KmsEngine engine = TestEngine.in(folder)) {
      DefaultKeys.make(engine, CALLER);

      assertThat(DefaultKeys.exists(engine, CALLER, DefaultKeys.SERVICE_ALIAS)).isFalse();
      assertThat(keys(engine)).isEqualTo(2);
    }
  }

  private static String arn(KmsEngine engine, String alias) {
    return engine.describeKey(CALLER, alias).arn();
  }

  private static int keys(KmsEngine engine) {
    return engine.listKeys(CALLER, PageRequest.FIRST).entries().size();
  }
}
