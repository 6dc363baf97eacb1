package io.sealgate.demo.scene;

import io.sealgate.demo.check.Check;
import io.sealgate.demo.check.Outcome;
import io.sealgate.demo.check.Refusal;
import io.sealgate.demo.stage.DemoBuckets;
import io.sealgate.demo.stage.Stage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** A rule that the security team wrote: below a prefix, nothing but SSE-KMS. */
public final class RuleScene {

  private static final String KEY = DemoBuckets.STRICT_PREFIX + "people.txt";
  private static final String SMUGGLED = DemoBuckets.STRICT_PREFIX + "smuggled.txt";
  private static final byte[] CONTENT = "Ada, Grace, Edsger\n".getBytes(StandardCharsets.UTF_8);

  private final Stage stage;
  private final CustomerKey customerKey;

  RuleScene(Stage stage, CustomerKey customerKey) {
    this.stage = stage;
    this.customerKey = customerKey;
  }

  /** The checks, in their order. */
  public List<Check> checks() {
    return List.of(
        new Check(
            "below " + DemoBuckets.STRICT_PREFIX + ": no header, sealed as the rule says",
            this::asTheRuleSays),
        new Check("below " + DemoBuckets.STRICT_PREFIX + ": AES256 is refused", this::weakerMode),
        new Check(
            "below "
                + DemoBuckets.STRICT_PREFIX
                + ": plaintext that somebody put into the store is refused",
            this::smuggledPlaintext),
        new Check("anywhere: SSE-C over plain HTTP is refused", this::keyInTheClear));
  }

  private Outcome asTheRuleSays() {
    return Outcome.expect(
        "aws:kms",
        String.valueOf(
            stage
                .client()
                .putObject(
                    request -> request.bucket(bucket()).key(KEY), RequestBody.fromBytes(CONTENT))
                .serverSideEncryptionAsString()));
  }

  private Outcome weakerMode() {
    return Refusal.expect(
        "403 AccessDenied",
        () ->
            stage
                .client()
                .putObject(
                    request ->
                        request
                            .bucket(bucket())
                            .key(KEY)
                            .serverSideEncryption(ServerSideEncryption.AES256),
                    RequestBody.fromBytes(CONTENT)));
  }

  private Outcome smuggledPlaintext() {
    put(stage.backend(), SMUGGLED);
    return Refusal.expect(
        "403 AccessDenied",
        () -> stage.client().getObjectAsBytes(request -> request.bucket(bucket()).key(SMUGGLED)));
  }

  private Outcome keyInTheClear() {
    return Refusal.expect(
        "400 InvalidRequest",
        () ->
            stage
                .olderClient()
                .putObject(
                    request ->
                        request
                            .bucket(bucket())
                            .key("clear.txt")
                            .sseCustomerAlgorithm(SealingMode.Customer.AES_256)
                            .sseCustomerKey(customerKey.base64())
                            .sseCustomerKeyMD5(customerKey.md5Base64()),
                    RequestBody.fromBytes(CONTENT)));
  }

  private void put(S3Client client, String key) {
    client.putObject(request -> request.bucket(bucket()).key(key), RequestBody.fromBytes(CONTENT));
  }

  private String bucket() {
    return stage.buckets().data();
  }
}
