package io.sealgate.s3.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.s3.Refusal;
import io.sealgate.s3.sse.BucketEncryption.Mode;
import io.sealgate.s3.sse.EffectiveEncryption.DsseKms;
import io.sealgate.s3.sse.EffectiveEncryption.SseC;
import io.sealgate.s3.sse.EffectiveEncryption.SseKms;
import io.sealgate.s3.sse.EffectiveEncryption.SseS3;
import io.sealgate.s3.sse.EffectiveEncryption.Unsealed;
import io.sealgate.s3.sse.RequestedEncryption.Kms;
import io.sealgate.s3.sse.RequestedEncryption.None;
import io.sealgate.s3.sse.RequestedEncryption.S3Managed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EffectiveEncryptionTest {

  private static final String DEFAULT_KEY = "alias/default";
  private static final RequestedEncryption NONE = new None(null);
  private static final Mode KMS = new Mode.SseKms("alias/bucket", true);
  private static final Mode DSSE = new Mode.DsseKms("alias/bucket");
  private static final Mode S3 = new Mode.SseS3();
  private static final Mode PLAIN = new Mode.Unsealed();
  private static final AllowedKeys EVERY = AllowedKeys.EVERY;

  @Test
  void sealsEverythingWhereNothingIsConfigured() {
    assertThat(EffectiveEncryption.of(NONE, BucketEncryption.SSE_S3, DEFAULT_KEY))
        .isEqualTo(new SseS3());
  }

  @Test
  void letsTheBucketDecideWhatTheRequestLeavesOpen() {
    assertThat(decide(NONE, S3)).isEqualTo(new SseS3());
    assertThat(decide(NONE, KMS))
        .isEqualTo(new SseKms("alias/bucket", ClientContext.NONE, true, EVERY));
    assertThat(decide(new None(false), KMS))
        .isEqualTo(new SseKms("alias/bucket", ClientContext.NONE, false, EVERY));
    assertThat(decide(new None(true), new Mode.SseKms("k", false)))
        .isEqualTo(new SseKms("k", ClientContext.NONE, true, EVERY));
    assertThat(decide(new None(true), S3)).isEqualTo(new SseS3());
    assertThat(decide(NONE, DSSE))
        .isEqualTo(new DsseKms("alias/bucket", ClientContext.NONE, EVERY));
    assertThat(decide(NONE, PLAIN)).isEqualTo(new Unsealed());
  }

  @Test
  void letsTheRequestsHeadersWin() {
    try (CustomerKey key = customerKey()) {
      for (Mode mode : List.of(S3, KMS, DSSE, PLAIN)) {
        assertThat(decide(new S3Managed(), mode)).isEqualTo(new SseS3());
        assertThat(decide(key, mode)).isEqualTo(new SseC(key));
        assertThat(decide(kms("own", null), mode))
            .isInstanceOfSatisfying(SseKms.class, kms -> assertThat(kms.keyId()).isEqualTo("own"));
        assertThat(decide(dsse("own"), mode))
            .isEqualTo(new DsseKms("own", ClientContext.NONE, EVERY));
      }
    }
  }

  @Test
  void takesTheBucketsKeyForAKmsModeWithoutOneElseTheDefault() {
    assertThat(keyOf(decide(kms(null, null), KMS))).isEqualTo("alias/bucket");
    assertThat(keyOf(decide(kms(null, null), DSSE))).isEqualTo("alias/bucket");
    assertThat(keyOf(decide(kms(null, null), S3))).isEqualTo(DEFAULT_KEY);
    assertThat(keyOf(decide(kms(null, null), PLAIN))).isEqualTo(DEFAULT_KEY);
    assertThat(keyOf(decide(dsse(null), KMS))).isEqualTo("alias/bucket");
    assertThat(keyOf(decide(dsse(null), S3))).isEqualTo(DEFAULT_KEY);
  }

  @Test
  void takesTheBucketKeyFromTheRequestElseFromTheBucket() {
    assertThat(usesBucketKey(decide(kms(null, null), KMS))).isTrue();
    assertThat(usesBucketKey(decide(kms(null, false), KMS))).isFalse();
    assertThat(usesBucketKey(decide(kms(null, null), S3))).isFalse();
    assertThat(usesBucketKey(decide(kms(null, true), S3))).isTrue();
  }

  @Test
  void keepsTheClientsContext() {
    ClientContext context =
        ClientContext.ofJson(new byte[] {'{', '"', 'a', '"', ':', '"', '"', '}'});

    assertThat(decide(new Kms("k", context, null, false), S3))
        .isEqualTo(new SseKms("k", context, false, EVERY));
    assertThat(decide(new Kms("k", context, true, true), S3))
        .isEqualTo(new DsseKms("k", context, EVERY));
  }

  @Test
  void refusesAnotherModeThanTheOneThatIsRequired() {
    try (CustomerKey key = customerKey()) {
      List<RequestedEncryption> others = List.of(new S3Managed(), kms(null, null), dsse(null), key);
      List<Mode> modes = List.of(S3, KMS, DSSE);
      for (int own = 0; own < modes.size(); own++) {
        BucketEncryption required = BucketEncryption.of(modes.get(own), true, List.of());
        EffectiveEncryption usual = EffectiveEncryption.of(NONE, required, DEFAULT_KEY);
        for (int i = 0; i < others.size(); i++) {
          RequestedEncryption requested = others.get(i);
          if (i == own) {
            assertThat(EffectiveEncryption.of(requested, required, DEFAULT_KEY)).isEqualTo(usual);
          } else {
            assertThat(Refusal.of(() -> EffectiveEncryption.of(requested, required, DEFAULT_KEY)))
                .as("%s where %s is required", requested, required)
                .isEqualTo(
                    new Refusal(
                        "AccessDenied",
                        "The request asks for another server-side encryption than the one that is"
                            + " required here.",
                        Map.of()));
          }
        }
      }
    }
  }

  @Test
  void cannotRequireThatNothingIsSealed() {
    assertThatThrownBy(() -> BucketEncryption.of(PLAIN, true, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void restrictsTheKeysWhereTheyAreListedOrTheModeIsRequired() {
    String own = "arn:aws:kms:eu-west-1:123456789012:key/own";
    String listed = "arn:aws:kms:eu-west-1:123456789012:key/listed";
    String other = "arn:aws:kms:eu-west-1:123456789012:key/other";
    Mode mode = new Mode.SseKms("own", false);

    AllowedKeys free = BucketEncryption.of(mode, false, List.of()).keys();
    assertThat(free.accepts(other, AllowedKeysTest::noAlias)).isTrue();

    AllowedKeys required = BucketEncryption.of(mode, true, List.of()).keys();
    assertThat(required.accepts(own, AllowedKeysTest::noAlias)).isTrue();
    assertThat(required.accepts(listed, AllowedKeysTest::noAlias)).isFalse();

    AllowedKeys some = BucketEncryption.of(mode, false, List.of(listed)).keys();
    assertThat(some.accepts(own, AllowedKeysTest::noAlias)).isTrue();
    assertThat(some.accepts(listed, AllowedKeysTest::noAlias)).isTrue();
    assertThat(some.accepts(other, AllowedKeysTest::noAlias)).isFalse();

    assertThat(
            EffectiveEncryption.of(
                kms("other", null), BucketEncryption.of(mode, false, List.of(listed)), "d"))
        .isInstanceOfSatisfying(
            SseKms.class,
            kms ->
                assertThat(kms.allowedKeys().accepts(other, AllowedKeysTest::noAlias)).isFalse());
  }

  private static EffectiveEncryption decide(RequestedEncryption requested, Mode mode) {
    return EffectiveEncryption.of(
        requested, BucketEncryption.of(mode, false, List.of()), DEFAULT_KEY);
  }

  private static Kms kms(@Nullable String keyId, @Nullable Boolean bucketKey) {
    return new Kms(keyId, ClientContext.NONE, bucketKey, false);
  }

  private static Kms dsse(@Nullable String keyId) {
    return new Kms(keyId, ClientContext.NONE, null, true);
  }

  private static CustomerKey customerKey() {
    return new CustomerKey(new byte[32], "md5");
  }

  private static String keyOf(EffectiveEncryption encryption) {
    return switch (encryption) {
      case SseKms kms -> kms.keyId();
      case DsseKms dsse -> dsse.keyId();
      case SseS3 _, SseC _, Unsealed _ -> "none";
    };
  }

  private static boolean usesBucketKey(EffectiveEncryption encryption) {
    return encryption instanceof SseKms kms && kms.bucketKey();
  }
}
