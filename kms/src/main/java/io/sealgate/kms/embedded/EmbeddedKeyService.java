package io.sealgate.kms.embedded;

import io.sealgate.auth.Principal;
import io.sealgate.kms.GeneratedDataKey;
import io.sealgate.kms.KeyService;
import io.sealgate.kms.engine.DataKey;
import io.sealgate.kms.engine.DecryptRequest;
import io.sealgate.kms.engine.GenerateDataKeyRequest;
import io.sealgate.kms.engine.KmsEngine;
import java.util.Map;
import java.util.Objects;

/**
 * The engine in the same process. Each call is made in the caller's own name, so that the engine
 * decides about the caller's right; nothing is sent anywhere and nothing is repeated.
 */
public final class EmbeddedKeyService implements KeyService {

  private final KmsEngine engine;

  /**
   * A view of an engine.
   *
   * @param engine stays its owner's, who closes it: the wire endpoint uses it too
   */
  public EmbeddedKeyService(KmsEngine engine) {
    this.engine = Objects.requireNonNull(engine);
  }

  @Override
  public GeneratedDataKey generateDataKey(
      Principal caller, String keyId, Map<String, String> encryptionContext) {
    DataKey key =
        engine.generateDataKey(caller, GenerateDataKeyRequest.aes256(keyId, encryptionContext));
    return new GeneratedDataKey(key.keyArn(), key.plaintext(), key.ciphertextBlob());
  }

  @Override
  public byte[] decrypt(
      Principal caller,
      String keyArn,
      byte[] ciphertextBlob,
      Map<String, String> encryptionContext) {
    return engine
        .decrypt(caller, new DecryptRequest(ciphertextBlob, encryptionContext, keyArn, null, false))
        .plaintext();
  }

  @Override
  public String keyArn(Principal caller, String keyId) {
    return engine.describeKey(caller, keyId).arn();
  }

  @Override
  public boolean tellsCallersApart() {
    return true;
  }

  /** Does nothing: the engine is its owner's to close. */
  @Override
  public void close() {}
}
