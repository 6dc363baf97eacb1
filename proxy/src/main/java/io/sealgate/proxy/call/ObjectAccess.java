package io.sealgate.proxy.call;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Principal;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.envelope.ObjectLocation;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.s3.route.PercentEncoding;
import org.jspecify.annotations.Nullable;

/**
 * Who opens which object.
 *
 * @param bucket as clients name it
 * @param key decoded
 * @param versionId which version; null for the current one
 * @param principal for whom keys are asked for
 * @param secure whether the plaintext goes over TLS, or nowhere
 */
public record ObjectAccess(
    String bucket, String key, @Nullable String versionId, Principal principal, boolean secure) {

  /**
   * Another object of the same bucket.
   *
   * @param otherVersionId which version; null for the current one
   */
  public ObjectAccess of(String otherKey, @Nullable String otherVersionId) {
    return new ObjectAccess(bucket, otherKey, otherVersionId, principal, secure);
  }

  /** What the object's envelope is bound to: every version of an object has the same location. */
  public ObjectLocation location() {
    return ObjectLocation.of(bucket, key);
  }

  /** A request of the backend for just this version. */
  public BackendRequest request(String method) {
    return request(method, bucket, key, versionId);
  }

  /** A request of the backend for just that version of an object. */
  public static BackendRequest request(
      String method, String bucket, String key, @Nullable String versionId) {
    BackendRequest request = BackendRequest.of(method, bucket, key);
    return versionId == null
        ? request
        : request.withQuery("versionId=" + PercentEncoding.encodeQuery(versionId));
  }

  /**
   * A request that reads some of the stored bytes.
   *
   * @param stored which, not empty; null for all
   * @param pinnedETag the backend's ETag of the object at hand, so that no other one's bytes come;
   *     null when nothing is known of it yet
   */
  public BackendRequest read(@Nullable Span stored, @Nullable String pinnedETag) {
    return readRange(stored == null ? null : rangeHeader(stored), pinnedETag);
  }

  /** The same with the range as it is sent. */
  public BackendRequest readRange(@Nullable String range, @Nullable String pinnedETag) {
    HeaderList headers = new HeaderList();
    if (range != null) {
      headers.add("Range", range);
    }
    if (pinnedETag != null) {
      headers.add("If-Match", pinnedETag);
    }
    return request("GET").withHeaders(headers);
  }

  /** The Range header that asks for these bytes. */
  public static String rangeHeader(Span stored) {
    return "bytes=" + stored.offsetBytes() + "-" + (stored.endBytes() - 1);
  }
}
