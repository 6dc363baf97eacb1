package io.sealgate.crypto.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.body.PartIdentity;
import java.util.List;

/**
 * A part that a completion record pins: the headers of what is stored must carry just these values,
 * else a part has been dropped, exchanged or superseded (FORMAT §4).
 *
 * @param partNumber 1 to 10,000
 * @param plaintextBytes the client's plaintext length
 * @param salts the part's salt of each layer, layer 0's first, 16 bytes each
 */
public record PinnedPart(int partNumber, long plaintextBytes, Bytes salts) {

  /** Where everything lies in the stored part. */
  public LayeredLayout layout() {
    return new LayeredLayout(plaintextBytes, salts.lengthBytes() / PartIdentity.SALT_BYTES);
  }

  /** What the header of each layer must carry, layer 0's first. */
  public List<PartIdentity> identities() {
    return layout().identities(salts, partNumber);
  }
}
