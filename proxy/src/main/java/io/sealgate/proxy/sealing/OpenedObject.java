package io.sealgate.proxy.sealing;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.Facts;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.body.LayeredOpener;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartKeys;
import io.sealgate.crypto.body.PartLayout;
import io.sealgate.crypto.body.PartRangeOpener;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A stored PutObject whose envelope has been opened: makes the transforms that open its body. */
public final class OpenedObject implements AutoCloseable {

  private static final int ONLY_PART = 1;

  private final AesGcm aesGcm;
  private final List<PartKeys> keys;
  private final BodyReference.SinglePart reference;
  private final LayeredLayout layout;
  private final List<PartHeader> headers;

  OpenedObject(AesGcm aesGcm, Envelope envelope, List<PartKeys> keys, long storedBytes) {
    this.aesGcm = aesGcm;
    this.keys = keys;
    this.reference =
        switch (envelope.fields().body()) {
          case BodyReference.SinglePart single -> single;
          case BodyReference.Multipart multipart ->
              throw new IllegalArgumentException("a multipart object is opened by its record");
        };
    this.layout = LayeredLayout.ofStored(storedBytes, keys.size());
    this.headers = layout.headers(reference.headers(), ONLY_PART);
  }

  /** Where everything lies in the stored body. */
  public LayeredLayout layout() {
    return layout;
  }

  /** Opens the whole stored body. */
  public Transform whole() {
    return LayeredOpener.whole(aesGcm, keys, headers);
  }

  /**
   * Opens a range.
   *
   * @param plaintext the range, not empty and within the object
   * @param inputOffsetBytes where in the stored body the input begins
   */
  public Transform range(Span plaintext, long inputOffsetBytes) {
    return LayeredOpener.range(aesGcm, keys, headers, plaintext, inputOffsetBytes);
  }

  /** The facts that the envelope has a copy of. */
  public Optional<Facts> copiedFacts() {
    return reference.factsCopy().map(sealed -> verified(sealed.toArray()));
  }

  /**
   * The facts at the end of the stored body.
   *
   * @param stored the bytes of {@link LayeredLayout#coveringFacts}
   * @throws IntegrityException when they do not verify
   */
  public Facts storedFacts(byte[] stored) {
    if (layout.layers() == 1) {
      if (stored.length != PartLayout.FACTS_BYTES) {
        throw new IntegrityException(Reason.FACTS, stored.length + " bytes");
      }
      return verified(stored);
    }
    byte[] inner = new byte[PartLayout.FACTS_BYTES];
    ByteBuffer target = ByteBuffer.wrap(inner);
    Span span = layout.layer(0).facts();
    try (Transform outer =
        new PartRangeOpener(
            aesGcm, keys.get(1), headers.get(1), span, layout.coveringFacts().offsetBytes())) {
      outer.update(ByteBuffer.wrap(stored), target);
      outer.finish(target);
    }
    return verified(inner);
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
