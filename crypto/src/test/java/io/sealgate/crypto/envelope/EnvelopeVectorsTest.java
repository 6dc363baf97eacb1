package io.sealgate.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.key.ObjectSecrets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every envelope of the known answers, both ways, with every provider. */
class EnvelopeVectorsTest {

  static List<Arguments> vectorsAndProviders() {
    List<Arguments> all = new ArrayList<>();
    for (AesGcm aesGcm : AesGcm.available()) {
      for (EnvelopeVector vector : EnvelopeVector.all()) {
        all.add(Arguments.of(vector, aesGcm));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("vectorsAndProviders")
  void sealsToTheKnownEntry(EnvelopeVector vector, AesGcm aesGcm) {
    EnvelopeSealer sealer = new EnvelopeSealer(aesGcm, vector.random());

    Envelope envelope =
        sealer.seal(vector.fields(), vector.location(), vector.secrets(), vector.keys());

    assertThat(envelope.entry()).isEqualTo(vector.entry());
  }

  @ParameterizedTest
  @MethodSource("vectorsAndProviders")
  void opensTheKnownEntry(EnvelopeVector vector, AesGcm aesGcm) {
    EnvelopeSealer sealer = new EnvelopeSealer(aesGcm, RandomBytes.secure());

    Envelope envelope = Envelope.parse(vector.entry());

    assertThat(envelope.fields()).isEqualTo(vector.fields());
    assertThat(envelope.entry()).isEqualTo(vector.entry());
    try (ObjectSecrets opened = sealer.open(envelope, vector.location(), vector.keys());
        ObjectSecrets expected = vector.secrets()) {
      assertThat(opened.layerCount()).isEqualTo(expected.layerCount());
      for (int layer = 0; layer < opened.layerCount(); layer++) {
        assertThat(opened.layer(layer).borrow()).isEqualTo(expected.layer(layer).borrow());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("vectorsAndProviders")
  void foretellsTheEntrysSize(EnvelopeVector vector, AesGcm aesGcm) {
    assertThat(vector.fields().entryCharacters()).isEqualTo(vector.entry().length());
  }
}
