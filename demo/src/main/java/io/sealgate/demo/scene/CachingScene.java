package io.sealgate.demo.scene;

import io.sealgate.demo.check.Check;
import io.sealgate.demo.check.Outcome;
import io.sealgate.demo.stage.Metrics;
import io.sealgate.demo.stage.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** How many calls of the key service bucket keys save, counted by Sealgate itself. */
public final class CachingScene {

  private static final int OBJECTS = 20;
  private static final String METER = "sealgate_keycache_loads_total";

  private final Stage stage;
  private final String keyArn;

  CachingScene(Stage stage, String keyArn) {
    this.stage = stage;
    this.keyArn = keyArn;
  }

  /** The checks, in their order. */
  public List<Check> checks() {
    return List.of(
        new Check(
            OBJECTS + " objects without bucket keys", () -> expectCalls(false, OBJECTS, OBJECTS)),
        new Check(
            OBJECTS + " objects with bucket keys: calls saved",
            () -> expectCalls(true, 1, OBJECTS - 1)));
  }

  private Outcome expectCalls(boolean bucketKeys, long least, long most)
      throws IOException, InterruptedException {
    Metrics metrics = new Metrics(stage.metrics());
    long before = metrics.read(METER);
    for (int object = 0; object < OBJECTS; object++) {
      put((bucketKeys ? "with/" : "without/") + object, bucketKeys);
    }
    long calls = metrics.read(METER) - before;
    return Outcome.expect(
        calls >= least && calls <= most,
        least == most ? least + " KMS calls" : least + " to " + most + " KMS calls",
        calls
            + (calls == 1 ? " KMS call" : " KMS calls")
            + (calls < OBJECTS ? ", " + (OBJECTS - calls) + " saved" : ""));
  }

  private void put(String key, boolean bucketKeys) {
    byte[] content = key.getBytes(StandardCharsets.UTF_8);
    stage
        .client()
        .putObject(
            request ->
                request
                    .bucket(stage.buckets().data())
                    .key(key)
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(keyArn)
                    .bucketKeyEnabled(bucketKeys),
            RequestBody.fromBytes(content));
  }
}
