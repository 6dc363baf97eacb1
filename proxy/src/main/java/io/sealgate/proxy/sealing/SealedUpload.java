package io.sealgate.proxy.sealing;

import io.sealgate.crypto.body.LayeredSealer;
import io.sealgate.crypto.envelope.Envelope;

/**
 * A new object on its way to the store.
 *
 * @param envelope goes into its metadata
 * @param sealer makes the stored body; whoever uses it closes it
 */
public record SealedUpload(Envelope envelope, LayeredSealer sealer) {

  /** The exact length of the stored body. */
  public long storedBytes() {
    return sealer.layout().storedBytes();
  }
}
