package io.sealgate.proxy.object;

import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.call.ObjectAccess;
import org.jspecify.annotations.Nullable;

/**
 * What everything that is learnt of a stored body is kept under, so that an object that was
 * replaced or whose envelope changed is looked at anew (FORMAT §5).
 *
 * @param versionId the version that the backend names
 * @param backendETag with its quotes
 * @param envelopeEntry stands for its hash: equal entries are equal, with nothing to compute
 */
public record BodyKey(
    String bucket,
    String key,
    @Nullable String versionId,
    String backendETag,
    String envelopeEntry) {

  /** That of the object at hand. */
  public static BodyKey of(ObjectAccess access, StoredObject object, Envelope envelope) {
    return new BodyKey(
        access.bucket(),
        access.key(),
        object.headers().first("x-amz-version-id"),
        object.backendETag(),
        envelope.entry());
  }
}
