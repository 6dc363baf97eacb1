package io.sealgate.proxy.telemetry;

import io.sealgate.auth.Principal;
import io.sealgate.kms.GeneratedDataKey;
import io.sealgate.kms.KeyService;
import io.sealgate.kms.KmsException;
import java.util.Map;
import java.util.function.Supplier;

/** A key service whose calls are counted and timed. */
public final class MeteredKeyService implements KeyService {

  private final KeyService service;
  private final ProxyMeters meters;

  /** The same service; closed with it. */
  public MeteredKeyService(KeyService service, ProxyMeters meters) {
    this.service = service;
    this.meters = meters;
  }

  @Override
  public GeneratedDataKey generateDataKey(
      Principal caller, String keyId, Map<String, String> encryptionContext) {
    return timed(
        "GenerateDataKey", () -> service.generateDataKey(caller, keyId, encryptionContext));
  }

  @Override
  public byte[] decrypt(
      Principal caller,
      String keyArn,
      byte[] ciphertextBlob,
      Map<String, String> encryptionContext) {
    return timed(
        "Decrypt", () -> service.decrypt(caller, keyArn, ciphertextBlob, encryptionContext));
  }

  @Override
  public String keyArn(Principal caller, String keyId) {
    return timed("DescribeKey", () -> service.keyArn(caller, keyId));
  }

  @Override
  public boolean tellsCallersApart() {
    return service.tellsCallersApart();
  }

  @Override
  public void close() {
    service.close();
  }

  private <T> T timed(String operation, Supplier<T> call) {
    long beginNanos = System.nanoTime();
    String outcome = "failed";
    try {
      T result = call.get();
      outcome = "ok";
      return result;
    } catch (KmsException refused) {
      outcome = refused.error().wireName();
      throw refused;
    } finally {
      meters.keyServiceCalled(operation, outcome, System.nanoTime() - beginNanos);
    }
  }
}
