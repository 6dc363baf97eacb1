package io.sealgate.proxy.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sealgate.auth.Principal;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.GeneratedDataKey;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.embedded.DefaultKeys;
import io.sealgate.kms.embedded.EmbeddedKeyService;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.store.Seal;
import io.sealgate.kms.store.SealedStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeteredKeyServiceTest {

  private static final Principal CALLER = new Principal("app", "123456789012", "AKIAAPP");
  private static final Map<String, String> CONTEXT = Map.of("a", "b");
  private static final Map<String, String> OTHER_CONTEXT = Map.of("a", "c");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  @AutoClose private final MeteredKeyService service;

  MeteredKeyServiceTest(@TempDir Path folder) {
    RandomBytes random = RandomBytes.secure();
    KmsEngine engine =
        new KmsEngine(
            "us-east-1",
            SealedStore.open(
                folder.resolve("kms"), new Seal.KeyFile(folder.resolve("seal.key")), random),
            random,
            InstantSource.system());
    DefaultKeys.make(engine, CALLER);
    service = new MeteredKeyService(new EmbeddedKeyService(engine), new ProxyMeters(registry));
  }

  @Test
  void countsCallsByTheirOutcome() {
    GeneratedDataKey key = service.generateDataKey(CALLER, DefaultKeys.DEFAULT_ALIAS, CONTEXT);
    String arn = service.keyArn(CALLER, DefaultKeys.DEFAULT_ALIAS);
    assertThat(service.decrypt(CALLER, arn, key.ciphertextBlob(), CONTEXT))
        .isEqualTo(key.plaintext());
    assertThatThrownBy(() -> service.decrypt(CALLER, arn, key.ciphertextBlob(), OTHER_CONTEXT))
        .isInstanceOf(KmsException.class);
    assertThat(count("GenerateDataKey", "ok")).isEqualTo(1);
    assertThat(count("DescribeKey", "ok")).isEqualTo(1);
    assertThat(count("Decrypt", "ok")).isEqualTo(1);
    assertThat(count("Decrypt", "InvalidCiphertextException")).isEqualTo(1);
  }

  private long count(String operation, String outcome) {
    return registry
        .get("sealgate.kms.duration")
        .tags("operation", operation, "outcome", outcome)
        .timer()
        .count();
  }
}
