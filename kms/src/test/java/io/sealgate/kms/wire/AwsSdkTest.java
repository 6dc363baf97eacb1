package io.sealgate.kms.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealgate.kms.KeyServiceContract;
import io.sealgate.kms.aws.TestClients;
import io.sealgate.kms.embedded.TestEngine;
import io.sealgate.kms.engine.KmsEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

/** The AWS SDK for Java drives every operation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwsSdkTest {

  private static final Map<String, String> CONTEXT = Map.of("tenant", "ä");
  private static final SdkBytes PLAINTEXT = SdkBytes.fromString("a secret", UTF_8);

  private KmsEngine engine;
  private WireServer server;
  private KmsClient kms;

  @BeforeAll
  void start(@TempDir Path folder) {
    engine = TestEngine.in(folder);
    server = new WireServer(engine);
    kms = TestClients.sdk(server.address());
  }

  @AfterAll
  void stop() {
    kms.close();
    server.close();
    engine.close();
  }

  @Test
  void createsAndDescribesAKey() {
    Instant before = Instant.now().minusMillis(1);
    CreateKeyResponse created = kms.createKey(key -> key.description("for \"tests\" – ü"));

    KeyMetadata key = created.keyMetadata();
    assertThat(key.awsAccountId()).isEqualTo(KeyServiceContract.CALLER.accountId());
    assertThat(key.arn()).isEqualTo("arn:aws:kms:us-east-1:123456789012:key/" + key.keyId());
    assertThat(key.creationDate()).isBetween(before, Instant.now());
    assertThat(key.enabled()).isTrue();
    assertThat(key.description()).isEqualTo("for \"tests\" – ü");
    assertThat(key.keyUsage()).isEqualTo(KeyUsageType.ENCRYPT_DECRYPT);
    assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(key.deletionDate()).isNull();
    assertThat(key.origin()).isEqualTo(OriginType.AWS_KMS);
    assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
    assertThat(key.keySpec()).isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
    assertThat(key.encryptionAlgorithms())
        .containsExactly(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
    assertThat(key.multiRegion()).isFalse();
    assertThat(kms.describeKey(request -> request.keyId(key.arn())).keyMetadata()).isEqualTo(key);
  }

  @Test
  void managesAliases() {
    String first = newKey();
    String second = newKey();
    kms.createAlias(alias -> alias.aliasName("alias/managed").targetKeyId(first));
    assertThat(keyBehind("alias/managed")).isEqualTo(first);
    assertThatExceptionOfType(AlreadyExistsException.class)
        .isThrownBy(
            () -> kms.createAlias(alias -> alias.aliasName("alias/managed").targetKeyId(second)));

    kms.updateAlias(alias -> alias.aliasName("alias/managed").targetKeyId(second));
    assertThat(keyBehind("alias/managed")).isEqualTo(second);
    AliasListEntry listed = kms.listAliases(request -> request.keyId(second)).aliases().getFirst();
    assertThat(listed.aliasName()).isEqualTo("alias/managed");
    assertThat(listed.aliasArn()).isEqualTo("arn:aws:kms:us-east-1:123456789012:alias/managed");
    assertThat(second).endsWith(listed.targetKeyId());
    assertThat(listed.lastUpdatedDate()).isAfterOrEqualTo(listed.creationDate());

    kms.deleteAlias(alias -> alias.aliasName("alias/managed"));
    assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> keyBehind("alias/managed"));
  }

  @Test
  void listsKeysPageByPage() {
    String first = newKey();
    String second = newKey();

    assertThat(kms.listKeysPaginator(request -> request.limit(1)).keys())
        .extracting(KeyListEntry::keyArn)
        .doesNotHaveDuplicates()
        .contains(first, second);
    assertThat(kms.listKeys(request -> request.limit(1)).truncated()).isTrue();
    assertThat(kms.listKeys(request -> request.limit(1000)).nextMarker()).isNull();
  }

  @Test
  void generatesDataKeysThatDecrypt() {
    String key = newKey();
    GenerateDataKeyResponse dataKey =
        kms.generateDataKey(
            request -> request.keyId(key).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));

    assertThat(dataKey.keyId()).isEqualTo(key);
    assertThat(dataKey.plaintext().asByteArray()).hasSize(32);
    assertThat(decrypt(dataKey.ciphertextBlob(), CONTEXT)).isEqualTo(dataKey.plaintext());
    assertThat(
            kms.generateDataKey(request -> request.keyId(key).numberOfBytes(1024))
                .plaintext()
                .asByteArray())
        .hasSize(1024);
  }

  @Test
  void generatesDataKeysThatItDoesNotShow() {
    String key = newKey();
    SdkBytes wrapped =
        kms.generateDataKeyWithoutPlaintext(
                request -> request.keyId(key).keySpec(DataKeySpec.AES_128))
            .ciphertextBlob();

    assertThat(decrypt(wrapped, Map.of()).asByteArray()).hasSize(16);
  }

  @Test
  void encryptsUnderAContext() {
    String key = newKey();
    SdkBytes blob =
        kms.encrypt(request -> request.keyId(key).plaintext(PLAINTEXT).encryptionContext(CONTEXT))
            .ciphertextBlob();

    assertThat(decrypt(blob, CONTEXT)).isEqualTo(PLAINTEXT);
    assertThatExceptionOfType(InvalidCiphertextException.class)
        .isThrownBy(() -> decrypt(blob, Map.of("tenant", "b")));
  }

  @Test
  void reEncryptsUnderAnotherKeyAndContext() {
    String source = newKey();
    String destination = newKey();
    SdkBytes blob =
        kms.encrypt(
                request -> request.keyId(source).plaintext(PLAINTEXT).encryptionContext(CONTEXT))
            .ciphertextBlob();

    ReEncryptResponse moved =
        kms.reEncrypt(request ->
            request
                .ciphertextBlob(blob)
                .sourceEncryptionContext(CONTEXT)
                .destinationKeyId(destination)
                .destinationEncryptionContext(Map.of("tenant", "b")));

    assertThat(moved.sourceKeyId()).isEqualTo(source);
    assertThat(moved.keyId()).isEqualTo(destination);
    assertThat(decrypt(moved.ciphertextBlob(), Map.of("tenant", "b"))).isEqualTo(PLAINTEXT);
  }

  @Test
  void generatesRandomBytes() {
    assertThat(kms.generateRandom(request -> request.numberOfBytes(48)).plaintext().asByteArray())
        .hasSize(48);
  }

  @Test
  void stopsAndStartsAKey() {
    String key = newKey();
    kms.disableKey(request -> request.keyId(key));
    assertThatExceptionOfType(DisabledException.class)
        .isThrownBy(() -> kms.encrypt(request -> request.keyId(key).plaintext(PLAINTEXT)))
        .matches(e -> e.awsErrorDetails().errorMessage().equals(key + " is disabled."))
        .matches(e -> e.requestId() != null);

    kms.enableKey(request -> request.keyId(key));
    assertThat(kms.encrypt(request -> request.keyId(key).plaintext(PLAINTEXT)).keyId())
        .isEqualTo(key);
  }

  @Test
  void schedulesAndCancelsDeletion() {
    String key = newKey();
    ScheduleKeyDeletionResponse scheduled =
        kms.scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
    assertThat(scheduled.keyState()).isEqualTo(KeyState.PENDING_DELETION);
    assertThat(scheduled.pendingWindowInDays()).isEqualTo(7);
    assertThat(scheduled.deletionDate()).isAfter(Instant.now().plus(Duration.ofDays(6)));
    assertThatExceptionOfType(KmsInvalidStateException.class)
        .isThrownBy(() -> kms.encrypt(request -> request.keyId(key).plaintext(PLAINTEXT)));

    assertThat(kms.cancelKeyDeletion(request -> request.keyId(key)).keyId()).isEqualTo(key);
    assertThat(kms.describeKey(request -> request.keyId(key)).keyMetadata().keyState())
        .isEqualTo(KeyState.DISABLED);
  }

  @Test
  void refusesWhatItDoesNotHave() {
    String key = newKey();
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() ->
            kms.encrypt(request -> request.keyId(key).plaintext(PLAINTEXT).grantTokens("token")));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() ->
            kms.generateRandom(request ->
                request
                    .numberOfBytes(1)
                    .recipient(recipient -> recipient.attestationDocument(PLAINTEXT))));
    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> kms.listGrants(request -> request.keyId(key)))
        .matches(e -> e.awsErrorDetails().errorCode().equals("UnknownOperationException"));
  }

  @Test
  void doesNothingInADryRun() {
    String key = newKey();
    assertThatExceptionOfType(DryRunOperationException.class)
        .isThrownBy(
            () -> kms.encrypt(request -> request.keyId(key).plaintext(PLAINTEXT).dryRun(true)));
    assertThat(kms.encrypt(r -> r.keyId(key).plaintext(PLAINTEXT).dryRun(false)).ciphertextBlob())
        .isNotNull();
  }

  @Test
  void refusesArgumentsOutOfRange() {
    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> kms.generateRandom(request -> request.numberOfBytes(1025)))
        .matches(e -> e.awsErrorDetails().errorCode().equals("ValidationException"));
  }

  private String newKey() {
    return kms.createKey().keyMetadata().arn();
  }

  private String keyBehind(String alias) {
    return kms.describeKey(request -> request.keyId(alias)).keyMetadata().arn();
  }

  private SdkBytes decrypt(SdkBytes blob, Map<String, String> context) {
    return kms.decrypt(request -> request.ciphertextBlob(blob).encryptionContext(context))
        .plaintext();
  }
}
