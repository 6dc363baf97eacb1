package io.sealgate.it;

import static io.sealgate.it.fixture.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.fixture.StoredState;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** SSE-KMS: keys by each of their names, contexts, bucket keys, and keys that cannot be used. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KmsKeysTest {

  private static final byte[] BODY = Bodies.ofLength(1000);
  private static final String ALIAS = "alias/invoices";

  private SealgateServer server;
  private KmsClient kms;
  private Bucket bucket;
  private String keyId;
  private String keyArn;

  @BeforeAll
  void start() {
    server =
        SealgateServer.start(
            Store.MINIO.backend(), ServerSettings.DEFAULT.withKeyCache("{ max-age: 0s }"));
    kms = server.keys();
    bucket = Bucket.create(server.s3(), "kms-keys");
    keyId = kms.createKey().keyMetadata().keyId();
    keyArn = kms.describeKey(key -> key.keyId(keyId)).keyMetadata().arn();
    kms.createAlias(alias -> alias.aliasName(ALIAS).targetKeyId(keyId));
  }

  @AfterAll
  void stop() {
    bucket.empty();
    server.close();
  }

  @Test
  void takesAKeyByEachOfItsNamesAndAnswersItsArn() {
    String aliasArn = keyArn.substring(0, keyArn.indexOf(":key/") + 1) + ALIAS;
    for (String name : List.of(keyId, keyArn, ALIAS, aliasArn)) {
      for (ServerSideEncryption mode :
          List.of(ServerSideEncryption.AWS_KMS, ServerSideEncryption.AWS_KMS_DSSE)) {
        PutObjectResponse put = bucket.put(under(name, mode), BODY);
        assertThat(put.ssekmsKeyId()).as(name).isEqualTo(keyArn);
        assertThat(put.serverSideEncryption()).isEqualTo(mode);
        GetObjectResponse got = bucket.get(bucket.getting("object")).response();
        assertThat(got.ssekmsKeyId()).isEqualTo(keyArn);
        assertThat(got.serverSideEncryption()).isEqualTo(mode);
      }
    }
  }

  @Test
  void saysThatABucketKeyWasUsedOnlyWhereItWas() {
    PutObjectResponse with = bucket.put(underKey("object").bucketKeyEnabled(true), BODY);
    assertThat(with.bucketKeyEnabled()).isTrue();
    HeadObjectResponse head = bucket.head(bucket.heading("object"));
    assertThat(head.bucketKeyEnabled()).isTrue();
    assertThat(bucket.get("object")).isEqualTo(BODY);
    assertThat(bucket.put(underKey("object").bucketKeyEnabled(false), BODY).bucketKeyEnabled())
        .isNull();
    PutObjectRequest.Builder dsse =
        under(keyId, ServerSideEncryption.AWS_KMS_DSSE).bucketKeyEnabled(true);
    assertThat(bucket.put(dsse, BODY).bucketKeyEnabled()).isNull();
  }

  @Test
  void keepsTheClientsContextAndNeverShowsIt() {
    String context =
        Base64.getEncoder().encodeToString("{\"tenant\":\"Zoë\"}".getBytes(StandardCharsets.UTF_8));
    bucket.put(underKey("object").ssekmsEncryptionContext(context), BODY);
    assertThat(bucket.get("object")).isEqualTo(BODY);
    assertThat(server.request("GET", "/kms-keys/object").send().headers().map().toString())
        .doesNotContain(context)
        .doesNotContain("x-amz-server-side-encryption-context");
    assertRefused(
        400,
        "InvalidArgument",
        () -> bucket.put(underKey("refused").ssekmsEncryptionContext("bm8="), BODY));
  }

  @Test
  void refusesKeysThatThereAreNot() {
    StoredState before = StoredState.of(server.backend(), server.direct());
    String uuid = "00000000-0000-4000-8000-000000000000";
    String absentArn = keyArn.substring(0, keyArn.indexOf(":key/")) + ":key/" + uuid;
    for (String name : List.of("no-such-key", "alias/absent", uuid, absentArn)) {
      assertRefused(
          400,
          "KMS.NotFoundException",
          () -> bucket.put(under(name, ServerSideEncryption.AWS_KMS).key("refused"), BODY));
    }
    assertThat(StoredState.of(server.backend(), server.direct())).isEqualTo(before);
  }

  @Test
  void neitherWritesNorReadsUnderADisabledKey() {
    bucket.put(underKey("object"), BODY);
    kms.disableKey(key -> key.keyId(keyId));
    try {
      assertRefused(400, "KMS.DisabledException", () -> bucket.get("object"));
      assertRefused(400, "KMS.DisabledException", () -> bucket.put(underKey("refused"), BODY));
      assertThat(bucket.head(bucket.heading("object")).contentLength()).isEqualTo(BODY.length);
      assertThat(bucket.s3().listObjectsV2(list -> list.bucket("kms-keys")).contents())
          .allSatisfy(row -> assertThat(row.size()).isEqualTo(BODY.length));
    } finally {
      kms.enableKey(key -> key.keyId(keyId));
    }
    assertThat(bucket.get("object")).isEqualTo(BODY);
  }

  @Test
  void letsNobodyUseTheKeysOfAnotherAccount() {
    bucket.put(underKey("object"), BODY);
    Bucket others = bucket.by(server.clients().s3(server.https(), Account.OTHER));
    assertRefused(403, "AccessDenied", () -> others.get("object"));
    assertThat(
            others
                .put(others.putting("theirs").serverSideEncryption("aws:kms"), BODY)
                .ssekmsKeyId())
        .contains(":" + Account.OTHER.id() + ":");
  }

  @Test
  void letsNobodyNameTheServiceKey() {
    assertRefused(
        403,
        "AccessDenied",
        () ->
            bucket.put(
                under("alias/sealgate-service", ServerSideEncryption.AWS_KMS).key("refused"),
                BODY));
  }

  private PutObjectRequest.Builder underKey(String key) {
    return under(keyId, ServerSideEncryption.AWS_KMS).key(key);
  }

  private PutObjectRequest.Builder under(String kmsKey, ServerSideEncryption mode) {
    return bucket.putting("object").serverSideEncryption(mode).ssekmsKeyId(kmsKey);
  }
}
