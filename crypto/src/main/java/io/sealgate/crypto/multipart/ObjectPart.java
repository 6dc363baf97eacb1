package io.sealgate.crypto.multipart;

import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.body.Span;

/**
 * Where one part lies in a multipart object. All spans are the object's: of its plaintext or of its
 * stored bytes.
 *
 * @param ordinal which part it is in the order of storage, from 0
 * @param partNumber the number that it was uploaded under, 1 to 10,000
 * @param plaintextOffsetBytes where its plaintext begins in the object's
 * @param storedOffsetBytes where it begins in the stored object
 * @param layout where everything lies in the part itself
 */
public record ObjectPart(
    int ordinal,
    int partNumber,
    long plaintextOffsetBytes,
    long storedOffsetBytes,
    LayeredLayout layout) {

  /** Its plaintext, which may be empty. */
  public Span plaintext() {
    return new Span(plaintextOffsetBytes, layout.plaintextBytes());
  }

  /** All of it as stored. */
  public Span stored() {
    return new Span(storedOffsetBytes, layout.storedBytes());
  }

  /** The stored bytes that must be read to know its headers. */
  public Span coveringHeaders() {
    return layout.coveringHeaders().shifted(storedOffsetBytes);
  }

  /** The stored bytes that must be read to open its facts. */
  public Span coveringFacts() {
    return layout.coveringFacts().shifted(storedOffsetBytes);
  }

  /** The stored bytes of this part that must be read to open a range of the object's plaintext. */
  Span covering(Span plaintext) {
    return layout.covering(plaintext.within(plaintext())).shifted(storedOffsetBytes);
  }
}
