package io.sealgate.kms.engine;

import static io.sealgate.kms.engine.Kms.ACCOUNT;
import static io.sealgate.kms.engine.Kms.ALICE;
import static io.sealgate.kms.engine.Kms.STRANGER;
import static io.sealgate.kms.engine.Kms.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.kms.KmsError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyAdministrationTest {

  @TempDir Path directory;
  private Kms kms;

  @BeforeEach
  void open() {
    kms = new Kms(directory);
  }

  @AfterEach
  void close() {
    kms.close();
  }

  @Test
  void aNewKeyIsDescribedAsAwsDoes() {
    KeyMetadata key =
        kms.engine()
            .createKey(
                ALICE,
                new CreateKeyRequest(
                    "{\"Version\":\"2012-10-17\"}",
                    "für Fotos",
                    "ENCRYPT_DECRYPT",
                    "SYMMETRIC_DEFAULT",
                    "AWS_KMS",
                    null,
                    false,
                    List.of(new Tag("team", "a"), new Tag("Team", ""))));
    assertThat(key.keyId())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(key.currentKeyMaterialId()).matches("[0-9a-f]{64}");
    assertThat(key)
        .isEqualTo(
            new KeyMetadata(
                ACCOUNT,
                key.keyId(),
                Kms.arn("key/" + key.keyId()),
                kms.clock.instant(),
                "für Fotos",
                KeyUsage.ENCRYPT_DECRYPT,
                KeyState.ENABLED,
                null,
                KeyOrigin.AWS_KMS,
                KeySpec.SYMMETRIC_DEFAULT,
                List.of("SYMMETRIC_DEFAULT"),
                key.currentKeyMaterialId()));
    assertThat(kms.engine().describeKey(ALICE, key.keyId())).isEqualTo(key);
    assertThat(kms.newKey().currentKeyMaterialId()).isNotEqualTo(key.currentKeyMaterialId());
  }

  @Test
  void theDefaultPolicyIsTheOneOfAws() {
    assertThat(KeyPolicies.defaultPolicy("111122223333"))
        .isEqualTo(
            """
            {"Version":"2012-10-17","Id":"key-default-1","Statement":[{"Sid":"Enable IAM User \
            Permissions","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},\
            "Action":"kms:*","Resource":"*"}]}\
            """);
  }

  static Stream<RefusedCreation> refusedCreations() {
    String tooMany = "x".repeat(8193);
    return Stream.of(
        new RefusedCreation(
            request(null, tooMany, null, null, null),
            KmsError.VALIDATION,
            "1 validation error detected: Value '"
                + tooMany
                + "' at 'description' failed to satisfy constraint: Member must have length less"
                + " than or equal to 8192"),
        new RefusedCreation(
            request(null, null, "FOO", "BAR", "BAZ"),
            KmsError.VALIDATION,
            "3 validation errors detected: Value 'FOO' at 'keyUsage' failed to satisfy constraint:"
                + " Member must satisfy enum value set: [SIGN_VERIFY, ENCRYPT_DECRYPT,"
                + " GENERATE_VERIFY_MAC, KEY_AGREEMENT, ENCAPSULATE_DECAPSULATE]; Value 'BAR' at"
                + " 'keySpec' failed to satisfy constraint: Member must satisfy enum value set:"
                + " [RSA_2048, RSA_3072, RSA_4096, ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521,"
                + " ECC_SECG_P256K1, ECC_NIST_EDWARDS25519, SYMMETRIC_DEFAULT, HMAC_224, HMAC_256,"
                + " HMAC_384, HMAC_512, SM2, ML_DSA_44, ML_DSA_65, ML_DSA_87, ML_KEM_512,"
                + " ML_KEM_768, ML_KEM_1024]; Value 'BAZ' at 'origin' failed to satisfy constraint:"
                + " Member must satisfy enum value set: [AWS_KMS, EXTERNAL, AWS_CLOUDHSM,"
                + " EXTERNAL_KEY_STORE]"),
        new RefusedCreation(
            request(null, null, "SIGN_VERIFY", null, null),
            KmsError.VALIDATION,
            "KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT"),
        new RefusedCreation(
            request(null, null, null, "RSA_2048", null),
            KmsError.UNSUPPORTED_OPERATION,
            "KeySpec RSA_2048 is not supported."),
        new RefusedCreation(
            request(null, null, null, null, "EXTERNAL"),
            KmsError.UNSUPPORTED_OPERATION,
            "Origin EXTERNAL is not supported."),
        new RefusedCreation(
            new CreateKeyRequest(null, null, null, null, null, null, true, List.of()),
            KmsError.UNSUPPORTED_OPERATION,
            "Multi-Region keys are not supported."),
        new RefusedCreation(
            new CreateKeyRequest(null, null, null, null, null, "cks-1", false, List.of()),
            KmsError.UNSUPPORTED_OPERATION,
            "Custom key stores are not supported."),
        new RefusedCreation(
            request("not JSON", null, null, null, null),
            KmsError.MALFORMED_POLICY_DOCUMENT,
            "The key policy is not a JSON object."),
        new RefusedCreation(
            request("{\"a\":1,\"a\":2}", null, null, null, null),
            KmsError.MALFORMED_POLICY_DOCUMENT,
            "The key policy is not a JSON object."),
        new RefusedCreation(
            request("{} {}", null, null, null, null),
            KmsError.MALFORMED_POLICY_DOCUMENT,
            "The key policy is not a JSON object."),
        new RefusedCreation(
            request("{\"a\":\"" + "x".repeat(32_768) + "\"}", null, null, null, null),
            KmsError.LIMIT_EXCEEDED,
            "The key policy is longer than 32768 bytes."),
        new RefusedCreation(
            tagged(new Tag("a", "1"), new Tag("a", "2")), KmsError.TAG, "Duplicate tag keys"),
        new RefusedCreation(
            tagged(new Tag("aws:a", "1")), KmsError.TAG, "Tags beginning with aws: are reserved"),
        new RefusedCreation(
            tagged(Stream.generate(() -> new Tag("a", "")).limit(51).toArray(Tag[]::new)),
            KmsError.TAG,
            "Too many tags"),
        new RefusedCreation(
            tagged(new Tag("a", "1"), new Tag("", null)),
            KmsError.VALIDATION,
            "2 validation errors detected: Value '' at 'tags.2.member.tagKey' failed to satisfy"
                + " constraint: Member must have length greater than or equal to 1; Value null at"
                + " 'tags.2.member.tagValue' failed to satisfy constraint: Member must not be"
                + " null"));
  }

  @ParameterizedTest
  @MethodSource
  void refusedCreations(RefusedCreation refused) {
    assertRefused(
        refused.error, refused.text, () -> kms.engine().createKey(ALICE, refused.request));
    assertThat(kms.engine().listKeys(ALICE, PageRequest.FIRST).entries()).isEmpty();
  }

  @Test
  void theLargestKeyThatAwsAllowsCanBeKept() {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      tags.add(new Tag("€".repeat(125) + (100 + i), "€".repeat(256)));
    }
    String policy = "{\"a\":\"" + "x".repeat(32_760) + "\"}";
    KeyMetadata key =
        kms.engine()
            .createKey(
                ALICE,
                new CreateKeyRequest(
                    policy, "€".repeat(8192), null, null, null, null, false, tags));
    kms.restart();
    assertThat(kms.engine().describeKey(ALICE, key.keyId())).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 1000})
  void listsKeysInPartsOfAnySize(int limit) {
    List<String> expected =
        Stream.generate(kms::newKey).limit(5).map(KeyMetadata::keyId).sorted().toList();
    kms.engine().createKey(STRANGER, CreateKeyRequest.symmetric("someone else's"));

    List<String> listed = new ArrayList<>();
    @Nullable String marker = null;
    do {
      Page<KeyListEntry> page = kms.engine().listKeys(ALICE, new PageRequest(limit, marker));
      page.entries().forEach(entry -> listed.add(entry.keyId()));
      assertThat(page.entries()).hasSizeBetween(1, limit);
      marker = page.nextMarker();
      assertThat(page.truncated()).isEqualTo(marker != null);
    } while (marker != null);

    assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void listsOneHundredKeysWhenNotToldHowMany() {
    for (int i = 0; i < 101; i++) {
      kms.newKey();
    }
    Page<KeyListEntry> page = kms.engine().listKeys(ALICE, PageRequest.FIRST);
    assertThat(page.entries()).hasSize(100);
    assertThat(page.entries().getFirst().keyArn())
        .isEqualTo(Kms.arn("key/" + page.entries().getFirst().keyId()));
    assertThat(kms.engine().listKeys(ALICE, new PageRequest(null, page.nextMarker())).entries())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "????", "bm90IGFuIGlk"})
  void refusesMarkersThatItNeverGave(String marker) {
    assertRefused(
        KmsError.INVALID_MARKER,
        "Could not deserialize marker '" + marker + "'",
        () -> kms.engine().listKeys(ALICE, new PageRequest(1, marker)));
  }

  @ParameterizedTest
  @CsvSource({"0, greater than or equal to 1", "1001, less than or equal to 1000"})
  void refusesListsOfOtherSizes(int limit, String constraint) {
    assertRefused(
        KmsError.VALIDATION,
        "1 validation error detected: Value '"
            + limit
            + "' at 'limit' failed to satisfy constraint: Member must have value "
            + constraint,
        () -> kms.engine().listKeys(ALICE, new PageRequest(limit, null)));
  }

  @ParameterizedTest
  @CsvSource({
    "6, 'PendingWindowInDays must be between 7 and 30, but it is 6'",
    "31, 'PendingWindowInDays must be between 7 and 30, but it is 31'",
    "0, '1 validation error detected: Value ''0'' at ''pendingWindowInDays'' failed to satisfy"
        + " constraint: Member must have value greater than or equal to 1'",
    "366, '1 validation error detected: Value ''366'' at ''pendingWindowInDays'' failed to satisfy"
        + " constraint: Member must have value less than or equal to 365'",
  })
  void refusesOtherWindowsBeforeLookingForTheKey(int days, String text) {
    assertRefused(
        KmsError.VALIDATION,
        text,
        () ->
            kms.engine()
                .scheduleKeyDeletion(ALICE, new ScheduleKeyDeletionRequest(Kms.UNKNOWN_ID, days)));
  }

  private static CreateKeyRequest request(
      @Nullable String policy,
      @Nullable String description,
      @Nullable String usage,
      @Nullable String spec,
      @Nullable String origin) {
    return new CreateKeyRequest(policy, description, usage, spec, origin, null, false, List.of());
  }

  private static CreateKeyRequest tagged(Tag... tags) {
    return new CreateKeyRequest(null, null, null, null, null, null, false, List.of(tags));
  }

  record RefusedCreation(CreateKeyRequest request, KmsError error, String text) {}
}
