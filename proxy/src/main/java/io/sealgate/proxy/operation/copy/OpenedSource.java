package io.sealgate.proxy.operation.copy;

import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.key.ObjectSecrets;
import io.sealgate.proxy.sealing.OpenedObject;

/**
 * A sealed object that is copied, opened with a single use of its key.
 *
 * @param envelope as it came with the object
 * @param secrets what a copy is sealed with again
 * @param object opens the body
 */
record OpenedSource(Envelope envelope, ObjectSecrets secrets, OpenedObject object)
    implements AutoCloseable {

  @Override
  public void close() {
    secrets.close();
    object.close();
  }
}
