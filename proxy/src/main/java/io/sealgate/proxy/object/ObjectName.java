package io.sealgate.proxy.object;

import io.sealgate.proxy.call.ObjectAccess;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for: all that is known of an object before the backend has answered. What is
 * kept under it is a guess, since another object may have taken the place.
 *
 * @param versionId as asked for; null for the current one
 */
record ObjectName(String bucket, String key, @Nullable String versionId) {

  static ObjectName of(ObjectAccess access) {
    return new ObjectName(access.bucket(), access.key(), access.versionId());
  }
}
