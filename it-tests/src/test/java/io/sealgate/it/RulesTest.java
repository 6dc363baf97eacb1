package io.sealgate.it;

import static io.sealgate.it.fixture.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.RawAnswer;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What the operator's rules decide for clients that know nothing of them. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RulesTest {

  private static final byte[] BODY = Bodies.ofLength(70_000);

  @Parameter Store store;
  private SealgateServer server;
  private Bucket legacy;
  private Bucket open;
  private Bucket other;

  @BeforeParameterizedClassInvocation
  void start() {
    server =
        SealgateServer.start(
            store.backend(),
            ServerSettings.DEFAULT.withEncryption(
                "{ default: { mode: \"aws:kms\", bucket-key: true }, rules: ["
                    + "{ bucket: \"rules-legacy\", prefix: \"twice/\", mode: \"aws:kms:dsse\","
                    + " require: true },"
                    + "{ bucket: \"rules-legacy\", mode: \"aws:kms\", key: \"alias/sealgate\","
                    + " require: true, allowed-keys: [ \"alias/sealgate\" ] },"
                    + "{ bucket: \"rules-open\", mode: none } ] }"));
    legacy = Bucket.create(server.s3(), "rules-legacy");
    open = Bucket.create(server.s3(), "rules-open");
    other = Bucket.create(server.s3(), "rules-other");
  }

  @AfterParameterizedClassInvocation
  void stop() {
    legacy.empty();
    open.empty();
    other.empty();
    server.close();
  }

  /** The store refuses the range, and is then asked for the head alone. */
  @Test
  void sendsAnEmptyUnsealedObjectWhenIfRangeNamesAnotherOne() {
    open.put("empty", SseMode.UNASKED, new byte[0]);
    for (String range : new String[] {"bytes=0-9", "bytes=-5"}) {
      RawAnswer answer =
          server
              .request("GET", "/rules-open/empty")
              .header("Range", range)
              .header("If-Range", "\"other\"")
              .send();
      assertThat(answer.status()).as(range).isEqualTo(200);
      assertThat(answer.body()).as(range).isEmpty();
    }
  }

  @Test
  void sealsWhatLegacyClientsSendWithoutAnyHeader() {
    PutObjectResponse put = legacy.put("object", SseMode.UNASKED, BODY);
    assertThat(put.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(legacy.put("twice/object", SseMode.UNASKED, BODY).serverSideEncryption())
        .isEqualTo(ServerSideEncryption.AWS_KMS_DSSE);
    PutObjectResponse byDefault = other.put("object", SseMode.UNASKED, BODY);
    assertThat(byDefault.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(byDefault.bucketKeyEnabled()).isTrue();
    assertThat(Bodies.isMarked(direct(legacy).get("object"))).isFalse();
  }

  @Test
  void refusesOtherModesAndKeysWhereOneIsRequired() {
    assertRefused(403, "AccessDenied", () -> legacy.put("refused", SseMode.SSE_S3, BODY));
    assertRefused(403, "AccessDenied", () -> legacy.put("refused", SseMode.SSE_C, BODY));
    String foreign = server.keys().createKey().keyMetadata().arn();
    assertRefused(
        403,
        "AccessDenied",
        () ->
            legacy.put(
                legacy.putting("refused").serverSideEncryption("aws:kms").ssekmsKeyId(foreign),
                BODY));
    assertRefused(404, "NoSuchKey", () -> direct(legacy).get("refused"));
    other.put(other.putting("object").serverSideEncryption("aws:kms").ssekmsKeyId(foreign), BODY);
    assertThat(other.get("object")).isEqualTo(BODY);
  }

  @Test
  void readsPlaintextOnlyWhereTheRuleLetsIt() {
    direct(legacy).put(legacy.putting("plaintext"), BODY);
    assertRefused(403, "AccessDenied", () -> legacy.get("plaintext"));
    assertRefused(
        403, "AccessDenied", () -> legacy.get(legacy.getting("plaintext").range("bytes=0-9")));
    direct(other).put(other.putting("plaintext"), BODY);
    GetObjectResponse got = other.get(other.getting("plaintext")).response();
    assertThat(got.serverSideEncryption()).isNull();
    assertThat(got.contentLength()).isEqualTo(BODY.length);
    assertThat(other.get(other.getting("plaintext").range("bytes=100-199")).asByteArrayUnsafe())
        .isEqualTo(Arrays.copyOfRange(BODY, 100, 200));
    assertThat(
            other
                .s3()
                .listObjectsV2(list -> list.bucket("rules-other").prefix("plaintext"))
                .contents()
                .getFirst()
                .size())
        .isEqualTo(BODY.length);
  }

  @Test
  void storesWhatClientsSendWhereTheModeIsNone() {
    PutObjectResponse put = open.put("object", SseMode.UNASKED, BODY);
    assertThat(put.serverSideEncryption()).isNull();
    assertThat(direct(open).get("object")).isEqualTo(BODY);
    assertThat(open.get("object")).isEqualTo(BODY);
    open.put("sealed", SseMode.SSE_KMS, BODY);
    assertThat(Bodies.isMarked(direct(open).get("sealed"))).isFalse();
    assertThat(open.get("sealed")).isEqualTo(BODY);
  }

  private Bucket direct(Bucket bucket) {
    return bucket.by(server.direct());
  }
}
