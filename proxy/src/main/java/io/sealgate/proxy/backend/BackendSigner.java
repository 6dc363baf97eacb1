package io.sealgate.proxy.backend;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.OutboundPayload;
import io.sealgate.auth.sigv4.OutboundSigner;
import io.sealgate.proxy.http.NettyHeaders;
import java.util.Map;

/**
 * Makes wire requests of backend requests: host, length and the signature with the backend's
 * credentials.
 */
public final class BackendSigner {

  private final OutboundSigner signer;
  private final BackendAddress address;

  /**
   * A signer for one endpoint.
   *
   * @param signer signs for S3 with the backend's credentials
   * @param address how buckets and keys are addressed there
   */
  public BackendSigner(OutboundSigner signer, BackendAddress address) {
    this.signer = signer;
    this.address = address;
  }

  /**
   * The signed head. The body is not part of the signature: ciphertext carries its own proof, and
   * hashing it once more would cost more than the cipher.
   *
   * @param bodyBytes the exact length of the body
   */
  HttpRequest sign(BackendRequest request, long bodyBytes) {
    String rawPath = address.rawPath(request);
    String uri = request.rawQuery().isEmpty() ? rawPath : rawPath + "?" + request.rawQuery();
    HttpRequest wire =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(request.method()), uri);
    wire.headers().set(HttpHeaderNames.HOST, address.host(request));
    for (Map.Entry<String, String> line : request.headers()) {
      wire.headers().add(line.getKey(), line.getValue());
    }
    RequestHead head =
        new RequestHead(
            request.method(), rawPath, request.rawQuery(), new NettyHeaders(wire.headers()));
    signer
        .sign(head, payload(request, bodyBytes))
        .addTo((name, value) -> wire.headers().set(name, value));
    if (bodyBytes > 0 || request.method().equals("PUT") || request.method().equals("POST")) {
      wire.headers().set(HttpHeaderNames.CONTENT_LENGTH, bodyBytes);
    }
    return wire;
  }

  private static OutboundPayload payload(BackendRequest request, long bodyBytes) {
    if (request.headers().first("x-amz-trailer") != null) {
      return OutboundPayload.UNSIGNED_TRAILER;
    }
    return bodyBytes == 0 ? OutboundPayload.EMPTY : OutboundPayload.UNSIGNED;
  }
}
