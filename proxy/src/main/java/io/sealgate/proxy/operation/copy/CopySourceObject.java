package io.sealgate.proxy.operation.copy;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.s3.route.CopySource;
import io.sealgate.s3.sse.CustomerKey;
import org.jspecify.annotations.Nullable;

/**
 * What is copied.
 *
 * @param access where it is, and for whom it is opened
 * @param stored what the backend says of it
 * @param customerKey the key that came for it, borrowed; null when none did
 */
record CopySourceObject(
    ObjectAccess access, StoredObject stored, @Nullable CustomerKey customerKey) {

  /** Its envelope; null when it is not sealed. */
  @Nullable Envelope envelope() {
    return stored.envelope();
  }

  /** The version that the backend names, to be told to the client. */
  @Nullable String versionId() {
    return stored.headers().first("x-amz-version-id");
  }

  /** The headers that name it to the backend, as it was when its envelope was read. */
  HeaderList pinned() {
    return HeaderList.of(
        CopySource.HEADER,
        new CopySource(access.bucket(), access.key(), access.versionId()).headerValue(),
        "x-amz-copy-source-if-match",
        stored.backendETag());
  }
}
