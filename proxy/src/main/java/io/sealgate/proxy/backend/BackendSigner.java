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
import java.util.function.Supplier;

/**
 * Makes wire requests of backend requests: host, length, checksum and the signature with the
 * backend's credentials.
 */
public final class BackendSigner {

  private static final String AWS_CHUNKED = "aws-chunked";

  private final OutboundSigner signer;
  private final BackendAddress address;
  private final Supplier<BodyChecksums> checksums;

  /**
   * A signer for one endpoint.
   *
   * @param signer signs for S3 with the backend's credentials
   * @param address how buckets and keys are addressed there
   * @param checksums asked for each request: which bodies are accompanied by a checksum
   */
  public BackendSigner(
      OutboundSigner signer, BackendAddress address, Supplier<BodyChecksums> checksums) {
    this.signer = signer;
    this.address = address;
    this.checksums = checksums;
  }

  /**
   * The signed head of a request whose body is held in memory. The body is not part of the
   * signature: ciphertext carries its own proof, and hashing it once more would cost more than the
   * cipher.
   */
  HttpRequest sign(BackendRequest request) {
    BodyChecksums wanted = checksums.get();
    HttpRequest wire = wire(request);
    if (wanted.accompanyBodyOf(request)) {
      wire.headers().set(ChunkedBody.TRAILER, ChunkedBody.checksum(request.body()));
    } else if (wanted.announcedBy(request)) {
      wire.headers().set("x-amz-checksum-algorithm", "CRC32C");
      wire.headers().set("x-amz-checksum-type", "FULL_OBJECT");
    }
    int bodyBytes = request.body().length;
    sign(request, wire, payload(request, bodyBytes));
    if (bodyBytes > 0 || request.method().equals("PUT") || request.method().equals("POST")) {
      wire.headers().set(HttpHeaderNames.CONTENT_LENGTH, bodyBytes);
    }
    return wire;
  }

  /**
   * The signed head of a request whose body streams, and how that is framed.
   *
   * @param bodyBytes the exact length of the body
   */
  SignedRequest signStream(BackendRequest request, long bodyBytes) {
    HttpRequest wire = wire(request);
    if (!checksums.get().accompanyBodyOf(request)) {
      sign(request, wire, payload(request, bodyBytes));
      wire.headers().set(HttpHeaderNames.CONTENT_LENGTH, bodyBytes);
      return new SignedRequest(wire, null);
    }
    String encoding = wire.headers().get(HttpHeaderNames.CONTENT_ENCODING);
    wire.headers()
        .set(
            HttpHeaderNames.CONTENT_ENCODING,
            encoding == null ? AWS_CHUNKED : AWS_CHUNKED + "," + encoding)
        .set("x-amz-decoded-content-length", bodyBytes)
        .set(BodyChecksums.TRAILER_HEADER, ChunkedBody.TRAILER);
    sign(request, wire, OutboundPayload.UNSIGNED_TRAILER);
    wire.headers().set(HttpHeaderNames.CONTENT_LENGTH, ChunkedBody.framedBytes(bodyBytes));
    return new SignedRequest(wire, new ChunkedBody(bodyBytes));
  }

  private HttpRequest wire(BackendRequest request) {
    String rawPath = address.rawPath(request);
    String uri = request.rawQuery().isEmpty() ? rawPath : rawPath + "?" + request.rawQuery();
    HttpRequest wire =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(request.method()), uri);
    wire.headers().set(HttpHeaderNames.HOST, address.host(request));
    for (Map.Entry<String, String> line : request.headers()) {
      wire.headers().add(line.getKey(), line.getValue());
    }
    return wire;
  }

  private static OutboundPayload payload(BackendRequest request, long bodyBytes) {
    if (request.headers().contains(BodyChecksums.TRAILER_HEADER)) {
      return OutboundPayload.UNSIGNED_TRAILER;
    }
    return bodyBytes == 0 ? OutboundPayload.EMPTY : OutboundPayload.UNSIGNED;
  }

  private void sign(BackendRequest request, HttpRequest wire, OutboundPayload payload) {
    RequestHead head =
        new RequestHead(
            request.method(),
            address.rawPath(request),
            request.rawQuery(),
            new NettyHeaders(wire.headers()));
    signer.sign(head, payload).addTo((name, value) -> wire.headers().set(name, value));
  }
}
