package io.sealgate.crypto.envelope;

import io.sealgate.crypto.envelope.BodyReference.Multipart;
import io.sealgate.crypto.envelope.BodyReference.SinglePart;
import java.util.Objects;

/**
 * What an envelope says in the clear and authenticates: whose key, which body. It holds no secret.
 *
 * @param wrapping under which key the secrets are sealed
 * @param body which body they belong to
 */
public record EnvelopeFields(Wrapping wrapping, BodyReference body) {

  /**
   * Checks that the body has the mode's number of layers.
   *
   * @throws IllegalArgumentException when it has not
   */
  public EnvelopeFields {
    int layers = Objects.requireNonNull(wrapping).mode().layerCount();
    switch (body) {
      case SinglePart part when part.layerCount() != layers ->
          throw new IllegalArgumentException("header bytes of " + part.layerCount() + " layers");
      case SinglePart _, Multipart _ -> {}
    }
  }

  /** The mode. */
  public Mode mode() {
    return wrapping.mode();
  }

  /**
   * How many characters the sealed envelope of these fields takes as a metadata entry's value, so
   * that MetadataTooLarge can be answered before anything is sealed.
   */
  public long entryCharacters() {
    return Envelope.entryCharacters(EnvelopeFieldsForm.encode(this).length, mode());
  }
}
