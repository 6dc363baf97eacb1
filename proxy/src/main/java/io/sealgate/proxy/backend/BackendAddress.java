package io.sealgate.proxy.backend;

import io.sealgate.s3.route.PercentEncoding;

/**
 * How a bucket and a key are addressed at the store.
 *
 * @param hostHeader the endpoint's name and port as they go into {@code Host}
 * @param virtualHost whether the bucket stands in the host's name, else in the path
 */
public record BackendAddress(String hostHeader, boolean virtualHost) {

  String host(BackendRequest request) {
    return virtualHost && !request.bucket().isEmpty()
        ? request.bucket() + "." + hostHeader
        : hostHeader;
  }

  String rawPath(BackendRequest request) {
    if (request.bucket().isEmpty()) {
      return "/";
    }
    String key = PercentEncoding.encodePath(request.key());
    if (virtualHost) {
      return "/" + key;
    }
    return request.key().isEmpty() ? "/" + request.bucket() : "/" + request.bucket() + "/" + key;
  }
}
