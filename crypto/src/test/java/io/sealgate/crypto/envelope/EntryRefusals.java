package io.sealgate.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.ObjectSecrets;
import java.util.ArrayList;
import java.util.List;

/** How the entry of an envelope that was tampered with is refused. */
final class EntryRefusals {

  private static final EnvelopeSealer SEALER =
      new EnvelopeSealer(AesGcm.preferred(), RandomBytes.secure());

  private EntryRefusals() {}

  static void assertRefused(String what, EnvelopeVector vector, String entry) {
    assertThatThrownBy(() -> openWhole(vector, entry))
        .as(what)
        .isInstanceOfSatisfying(
            IntegrityException.class,
            e -> assertThat(e.reason()).isIn(Reason.ENVELOPE, Reason.SEAL));
  }

  /** As many of the right keys as the envelope now claims to need. */
  private static ObjectSecrets openWhole(EnvelopeVector vector, String entry) {
    Envelope envelope = Envelope.parse(entry);
    List<KeyEncryptionKey> keys = new ArrayList<>(vector.keys());
    keys.add(keys.getFirst());
    return SEALER.open(
        envelope, vector.location(), keys.subList(0, envelope.fields().mode().layerCount()));
  }

  static void assertMalformed(String what, String entry) {
    assertThatThrownBy(() -> Envelope.parse(entry))
        .as(what)
        .isInstanceOfSatisfying(
            IntegrityException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ENVELOPE));
  }
}
