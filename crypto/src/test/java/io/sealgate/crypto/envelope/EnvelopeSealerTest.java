package io.sealgate.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.envelope.BodyReference.Multipart;
import io.sealgate.crypto.envelope.BodyReference.SinglePart;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.ObjectSecret;
import io.sealgate.crypto.key.ObjectSecrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvelopeSealerTest {

  private static final RandomBytes RANDOM = RandomBytes.secure();
  private static final ObjectLocation HERE = ObjectLocation.of("photos", "a/b.txt");
  private static final ObjectLocation THERE = ObjectLocation.of("archive", "b.txt");
  private static final String ARN = "arn:aws:kms:us-east-1:123456789012:key/one";
  private static final Bytes BLOB = Bytes.copyOf(new byte[184]);

  private final EnvelopeSealer sealer = new EnvelopeSealer(AesGcm.preferred(), RANDOM);

  @ParameterizedTest
  @EnumSource(Mode.class)
  void opensWhatItSealed(Mode mode) {
    ObjectSecrets secrets = ObjectSecrets.random(mode.layerCount(), RANDOM);
    List<KeyEncryptionKey> keys = keys(mode.layerCount());

    String entry = sealer.seal(fields(mode), HERE, secrets, keys).entry();

    try (ObjectSecrets opened = sealer.open(Envelope.parse(entry), HERE, keys)) {
      assertSame(opened, secrets);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void resealsTheSameSecretsForAnotherPlaceModeAndKey(Mode target) {
    Mode source = target.layerCount() == 2 ? Mode.DSSE_KMS : Mode.SSE_C;
    List<KeyEncryptionKey> oldKeys = keys(source.layerCount());
    List<KeyEncryptionKey> newKeys = keys(target.layerCount());
    Envelope old =
        sealer.seal(
            fields(source), HERE, ObjectSecrets.random(source.layerCount(), RANDOM), oldKeys);
    Envelope resealed;
    try (ObjectSecrets secrets = sealer.open(old, HERE, oldKeys)) {
      EnvelopeFields fields = new EnvelopeFields(wrapping(target), old.fields().body());
      resealed = sealer.seal(fields, THERE, secrets, newKeys);
    }

    assertSame(
        sealer.open(Envelope.parse(resealed.entry()), THERE, newKeys),
        sealer.open(old, HERE, oldKeys));
    assertThatThrownBy(() -> sealer.open(resealed, HERE, newKeys))
        .isInstanceOf(IntegrityException.class);
    assertThatThrownBy(() -> sealer.open(resealed, THERE, oldKeys))
        .isInstanceOf(IntegrityException.class);
  }

  @Test
  void sealsEachTimeWithAFreshSalt() {
    ObjectSecrets secrets = ObjectSecrets.random(1, RANDOM);
    List<KeyEncryptionKey> keys = keys(1);

    assertThat(sealer.seal(fields(Mode.SSE_KMS), HERE, secrets, keys).entry())
        .isNotEqualTo(sealer.seal(fields(Mode.SSE_KMS), HERE, secrets, keys).entry());
  }

  @Test
  void refusesTheWrongNumberOfLayers() {
    ObjectSecrets one = ObjectSecrets.random(1, RANDOM);
    ObjectSecrets two = ObjectSecrets.random(2, RANDOM);

    assertRefused(() -> sealer.seal(fields(Mode.DSSE_KMS), HERE, one, keys(2)));
    assertRefused(() -> sealer.seal(fields(Mode.DSSE_KMS), HERE, two, keys(1)));
    assertRefused(() -> sealer.seal(fields(Mode.SSE_C), HERE, two, keys(1)));
    assertRefused(() -> sealer.seal(fields(Mode.SSE_C), HERE, one, keys(2)));
    Envelope dsse = sealer.seal(fields(Mode.DSSE_KMS), HERE, two, keys(2));
    assertRefused(() -> sealer.open(dsse, HERE, keys(1)));
    assertRefused(() -> new EnvelopeFields(wrapping(Mode.DSSE_KMS), fields(Mode.SSE_C).body()));
    assertRefused(() -> new EnvelopeFields(wrapping(Mode.SSE_KMS), fields(Mode.DSSE_KMS).body()));
  }

  @Test
  void refusesFieldsThatNoEnvelopeHolds() {
    Bytes empty = Bytes.EMPTY;
    assertRefused(() -> new Wrapping.SseS3("", BLOB, true));
    assertRefused(() -> new Wrapping.SseS3("a".repeat(2049), BLOB, true));
    assertRefused(() -> new Wrapping.SseS3(ARN, empty, true));
    assertRefused(() -> new Wrapping.SseKms(ARN, BLOB, empty, true));
    assertRefused(() -> new Wrapping.SseKms(ARN, Bytes.copyOf(new byte[6145]), null, true));
    assertRefused(() -> new Wrapping.DsseKms(ARN, BLOB, empty, null));
    assertRefused(() -> new SinglePart(Bytes.copyOf(new byte[75]), null));
    assertRefused(() -> new SinglePart(Bytes.copyOf(new byte[76]), Bytes.copyOf(new byte[191])));
    assertRefused(() -> new RecordId(Bytes.copyOf(new byte[15])));
    Bytes huge = Bytes.copyOf(new byte[6144]);
    EnvelopeFields tooMuch =
        new EnvelopeFields(
            new Wrapping.DsseKms(ARN, huge, huge, huge), new Multipart(RecordId.random(RANDOM)));
    assertThat(tooMuch.entryCharacters()).isGreaterThan(Envelope.MAX_ENTRY_CHARACTERS);
    assertRefused(() -> sealer.seal(tooMuch, HERE, ObjectSecrets.random(2, RANDOM), keys(2)));
  }

  @Test
  void refusesNamesThatAreNoUnicode() {
    assertRefused(() -> ObjectLocation.of("photos", "a\ud800"));
    assertRefused(() -> ObjectLocation.of("\udc00photos", "a"));
    for (byte[] ill :
        List.of(
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xc3})) {
      assertRefused(() -> ObjectLocation.ofUtf8(new byte[] {'b'}, ill));
      assertRefused(() -> ObjectLocation.ofUtf8(ill, new byte[] {'b'}));
    }
  }

  @Test
  void takesNamesAsTheyAreAndNormalisesNothing() {
    String composed = "ü";
    String decomposed = "u\u0308";
    assertThat(ObjectLocation.of("b", composed)).isNotEqualTo(ObjectLocation.of("b", decomposed));
    assertThat(ObjectLocation.of("b", "😀\u0000"))
        .isEqualTo(
            ObjectLocation.ofUtf8(new byte[] {'b'}, "😀\u0000".getBytes(StandardCharsets.UTF_8)))
        .hasSameHashCodeAs(ObjectLocation.of("b", "😀\u0000"));
    assertThat(ObjectLocation.of("b", "ü").lengthPrefixed())
        .containsExactly(0, 0, 0, 1, 'b', 0, 0, 0, 2, 0xc3, 0xbc);
  }

  @Test
  void showsNoSecretInAnyText() {
    ObjectSecrets secrets = ObjectSecrets.random(2, RANDOM);
    Envelope envelope = sealer.seal(fields(Mode.DSSE_KMS), HERE, secrets, keys(2));

    assertThat(secrets.toString() + secrets.layer(0) + secrets.multipartKeys() + keys(1))
        .isEqualTo(
            "ObjectSecrets[2]ObjectSecret[secret]MultipartKeys[secret][KeyEncryptionKey[secret]]");
    assertThat(envelope).hasToString("Envelope[DSSE_KMS]");
    assertThat(HERE).hasToString("ObjectLocation[21]");
  }

  private static void assertSame(ObjectSecrets opened, ObjectSecrets expected) {
    assertThat(opened.layerCount()).isEqualTo(expected.layerCount());
    for (int layer = 0; layer < expected.layerCount(); layer++) {
      ObjectSecret secret = opened.layer(layer);
      assertThat(secret.borrow()).isEqualTo(expected.layer(layer).borrow());
    }
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<KeyEncryptionKey> keys(int layers) {
    return Stream.generate(() -> KeyEncryptionKey.owning(RANDOM.bytes(32))).limit(layers).toList();
  }

  private static EnvelopeFields fields(Mode mode) {
    return new EnvelopeFields(
        wrapping(mode), new SinglePart(Bytes.copyOf(RANDOM.bytes(76 * mode.layerCount())), null));
  }

  private static Wrapping wrapping(Mode mode) {
    return switch (mode) {
      case SSE_S3 -> new Wrapping.SseS3(ARN, BLOB, false);
      case SSE_KMS -> new Wrapping.SseKms(ARN, BLOB, null, true);
      case DSSE_KMS -> new Wrapping.DsseKms(ARN, BLOB, BLOB, Bytes.ofHex("7b7d"));
      case SSE_C -> new Wrapping.SseC();
    };
  }
}
