package io.sealgate.proxy.sealing;

import io.sealgate.crypto.Transform;
import io.sealgate.crypto.body.Span;
import java.util.Optional;

/**
 * A stored object whose envelope has been opened: makes the transforms that open its body. It holds
 * keys until it is closed; the transforms outlive it.
 */
public sealed interface OpenedObject extends AutoCloseable
    permits OpenedSinglePart, OpenedMultipart {

  /** The length of the client's object. */
  long plaintextBytes();

  /** Opens the whole stored body. */
  Transform whole();

  /**
   * The stored bytes to read in order to open a range.
   *
   * @param plaintext the range, not empty and within the object
   */
  Span covering(Span plaintext);

  /**
   * Opens a range.
   *
   * @param plaintext the range, not empty and within the object
   * @param fetched which stored bytes the input will be
   * @return empty when these are the wrong ones and {@link #covering} has to be read
   */
  Optional<Transform> range(Span plaintext, Span fetched);

  @Override
  void close();
}
