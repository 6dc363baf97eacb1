package io.sealgate.demo.scene;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.demo.stage.Stage;
import java.util.List;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * All scenes of the demo, on one stage.
 *
 * @param modes a scene for each mode
 * @param keys takes their keys away
 * @param legacy a client without encryption
 * @param parts a large object, and a copy
 * @param rule what a rule refuses
 * @param caching what caching saves
 */
public record Scenes(
    List<ModeScene> modes,
    KeyScene keys,
    LegacyScene legacy,
    PartsScene parts,
    RuleScene rule,
    CachingScene caching) {

  /** Checks that nothing is missing. */
  public Scenes {
    modes = List.copyOf(modes);
  }

  /** Sets them: makes the bucket through Sealgate, and a key for the demo in the key service. */
  public static Scenes set(Stage stage, SampleFile file, RandomBytes random) {
    stage.client().createBucket(request -> request.bucket(stage.buckets().data()));
    String demoKey =
        stage
            .kms()
            .createKey(request -> request.description("Key of the demo"))
            .keyMetadata()
            .arn();
    String serviceKey =
        stage
            .kms()
            .describeKey(request -> request.keyId("alias/sealgate-service"))
            .keyMetadata()
            .arn();
    CustomerKey customerKey = CustomerKey.fresh(random);
    List<SealingMode> modes =
        List.of(
            new SealingMode.Kms("SSE-S3", Mode.SSE_S3, ServerSideEncryption.AES256, serviceKey),
            new SealingMode.Kms("SSE-KMS", Mode.SSE_KMS, ServerSideEncryption.AWS_KMS, demoKey),
            new SealingMode.Kms(
                "DSSE-KMS", Mode.DSSE_KMS, ServerSideEncryption.AWS_KMS_DSSE, demoKey),
            new SealingMode.Customer(customerKey));
    return new Scenes(
        modes.stream().map(mode -> new ModeScene(stage, file, mode)).toList(),
        new KeyScene(stage, CustomerKey.fresh(random)),
        new LegacyScene(stage),
        new PartsScene(stage, demoKey),
        new RuleScene(stage, customerKey),
        new CachingScene(stage, demoKey));
  }
}
