package io.sealgate.crypto.envelope;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartLayout;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an envelope names the body that it belongs to (FORMAT §3, keys 6 to 8). */
public sealed interface BodyReference {

  /**
   * A PutObject: one part, named by what its header does not repeat, so that a cold range read
   * needs no extra request.
   *
   * @param headers {@code salt || EDK IV || wrapped part data key} of each layer, layer 0's first;
   *     76 or 152 bytes
   * @param facts a copy of layer 0's sealed facts, 192 bytes, when they were known before the head
   *     was sent
   */
  record SinglePart(Bytes headers, @Nullable Bytes facts) implements BodyReference {

    /** Checks sizes. */
    public SinglePart {
      int length = headers.lengthBytes();
      if (length != PartHeader.CORE_BYTES && length != 2 * PartHeader.CORE_BYTES) {
        throw new IllegalArgumentException("header bytes: " + length);
      }
      if (facts != null && facts.lengthBytes() != PartLayout.FACTS_BYTES) {
        throw new IllegalArgumentException("facts: " + facts.lengthBytes() + " bytes");
      }
    }

    /** How many layers the header bytes are of. */
    public int layerCount() {
      return headers.lengthBytes() / PartHeader.CORE_BYTES;
    }

    /**
     * The header bytes of one layer.
     *
     * @param layer which, from 0
     */
    public Bytes header(int layer) {
      return headers.slice(layer * PartHeader.CORE_BYTES, PartHeader.CORE_BYTES);
    }

    /** The copy of layer 0's sealed facts, when there is one. */
    public Optional<Bytes> factsCopy() {
      return Optional.ofNullable(facts);
    }
  }

  /**
   * A multipart object: its completion record tells the parts.
   *
   * @param recordId the record's id
   */
  record Multipart(RecordId recordId) implements BodyReference {}
}
