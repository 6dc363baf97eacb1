package io.sealgate.proxy.sealing;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.Facts;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.body.LayeredOpener;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartKeys;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.envelope.BodyReference;
import java.util.List;
import java.util.Optional;

/** A stored object of one part, as PutObject makes it, whose envelope has been opened. */
public final class OpenedSinglePart implements OpenedObject {

  private static final int ONLY_PART = 1;

  private final AesGcm aesGcm;
  private final List<PartKeys> keys;
  private final BodyReference.SinglePart reference;
  private final LayeredLayout layout;
  private final List<PartHeader> headers;

  OpenedSinglePart(
      AesGcm aesGcm, BodyReference.SinglePart reference, List<PartKeys> keys, long storedBytes) {
    this.aesGcm = aesGcm;
    this.keys = keys;
    this.reference = reference;
    this.layout = LayeredLayout.ofStored(storedBytes, keys.size());
    this.headers = layout.headers(reference.headers(), ONLY_PART);
  }

  @Override
  public long plaintextBytes() {
    return layout.plaintextBytes();
  }

  @Override
  public Transform whole() {
    return LayeredOpener.whole(aesGcm, keys, headers);
  }

  @Override
  public Span covering(Span plaintext) {
    return layout.covering(plaintext);
  }

  @Override
  public Optional<Transform> range(Span plaintext, Span fetched) {
    return fetched.contains(layout.covering(plaintext))
        ? Optional.of(LayeredOpener.range(aesGcm, keys, headers, plaintext, fetched.offsetBytes()))
        : Optional.empty();
  }

  /** Whether the facts are nowhere but in the very last bytes of the stored body. */
  public boolean hasFactsLast() {
    return keys.size() == 1 && reference.factsCopy().isEmpty();
  }

  /** The stored bytes that {@link #storedFacts} reads. */
  public Span coveringFacts() {
    return layout.coveringFacts();
  }

  /** The facts that the envelope has a copy of. */
  public Optional<Facts> copiedFacts() {
    return reference.factsCopy().map(sealed -> verified(sealed.toArray()));
  }

  /**
   * The facts at the end of the stored body.
   *
   * @param stored the bytes of {@link #coveringFacts}
   * @throws IntegrityException when they do not verify
   */
  public Facts storedFacts(byte[] stored) {
    return LayeredOpener.facts(aesGcm, keys, headers, stored);
  }

  @Override
  public void close() {
    keys.forEach(PartKeys::close);
  }

  private Facts verified(byte[] sealed) {
    Facts facts = Facts.open(aesGcm, keys.get(0), sealed);
    facts.requireIdentity(headers.get(0).identity());
    return facts;
  }
}
