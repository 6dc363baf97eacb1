package io.sealgate.proxy.object;

import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.multipart.PartRecovery;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.sealing.OpenedMultipart;
import io.sealgate.proxy.sealing.UnpinnedMultipart;

/**
 * Finds out the parts of a stored multipart object whose completion record is lost. What is read
 * that way is authentic part by part, but nothing says that all parts are there. Blocks.
 */
final class ObjectRecovery {

  private final BackendCalls backend;

  ObjectRecovery(BackendCalls backend) {
    this.backend = backend;
  }

  /**
   * Pins the parts by what they say of themselves.
   *
   * @param unpinned taken over; closed when its parts cannot be told
   * @throws io.sealgate.crypto.IntegrityException when something else lies between the parts
   */
  OpenedMultipart recover(ObjectAccess access, StoredObject object, UnpinnedMultipart unpinned) {
    try {
      PartRecovery recovery = unpinned.recovery();
      for (long offset = 0; offset < object.storedBytes(); ) {
        long bytes = Math.min(PartRecovery.START_BYTES, object.storedBytes() - offset);
        offset += recovery.next(read(access, object, new Span(offset, bytes)));
      }
      return unpinned.pinned(recovery.record());
    } catch (RuntimeException failure) {
      unpinned.close();
      throw failure;
    }
  }

  private byte[] read(ObjectAccess access, StoredObject object, Span span) {
    BackendResponse response =
        backend.call(access.read(span, object.backendETag()), PartRecovery.START_BYTES);
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response);
    }
    return response.body();
  }
}
