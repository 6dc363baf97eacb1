package io.sealgate.proxy.operation.copy;

import io.sealgate.crypto.Transform;
import io.sealgate.crypto.body.ChainedTransform;
import io.sealgate.crypto.body.Span;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.object.Fetched;
import org.jspecify.annotations.Nullable;

/**
 * What a part is copied from: the stored bytes to read, and what opens them.
 *
 * @param access the object, of the version that was found
 * @param backendETag pins it
 * @param storedBytes the length of the whole stored body
 * @param stored which of its bytes to read; null for all
 * @param plaintextBytes how many bytes of the client's object they hold
 * @param opening opens them; whoever carries the plan out closes it
 */
public record PartSource(
    ObjectAccess access,
    String backendETag,
    long storedBytes,
    @Nullable Span stored,
    long plaintextBytes,
    Transform opening) {

  /** The request that reads the bytes, of just the object that was found. */
  public BackendRequest reading() {
    return access.read(stored, backendETag);
  }

  /** What opens the bytes and hands their plaintext on. */
  public Transform into(Transform next) {
    return new ChainedTransform(opening, next);
  }

  /**
   * Checks that an answer brings just the bytes that were asked for.
   *
   * @throws RuntimeException the backend's error, or that the object was replaced
   */
  public void requireAnswer(BackendHead head) {
    if (!head.isSuccess() && head.status() != 412) {
      throw BackendErrors.ofHead(head);
    }
    Span wanted = stored == null ? new Span(0, storedBytes) : stored;
    if (head.status() == 412 || !Fetched.span(head, Fetched.objectBytes(head)).equals(wanted)) {
      throw new BackendException("the source was replaced while it was being copied");
    }
  }
}
