package io.sealgate.proxy.backend;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.OutboundPayload;
import io.sealgate.auth.sigv4.OutboundSignature;
import io.sealgate.auth.sigv4.OutboundSigner;
import io.sealgate.proxy.http.HeadWriter;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes wire requests of backend requests: host, length, checksum and the signature with the
 * backend's credentials.
 */
public final class BackendSigner {

  private static final String AWS_CHUNKED = "aws-chunked";

  /** Of a request that has no body. */
  private static final long NO_LENGTH = -1;

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
   * A request whose body is held in memory, signed. The body is not part of the signature:
   * ciphertext carries its own proof, and hashing it once more would cost more than the cipher.
   */
  SignedRequest sign(BackendRequest request) {
    BodyChecksums wanted = checksums.get();
    HeaderList lines = lines(request);
    if (wanted.accompanyBodyOf(request)) {
      lines.set(ChunkedBody.TRAILER, ChunkedBody.checksum(request.body()));
    } else if (wanted.announcedBy(request)) {
      lines.set("x-amz-checksum-algorithm", "CRC32C");
      lines.set("x-amz-checksum-type", "FULL_OBJECT");
    }
    int bodyBytes = request.body().length;
    boolean hasBody =
        bodyBytes > 0 || request.method().equals("PUT") || request.method().equals("POST");
    return signed(
        request, lines, payload(request, bodyBytes), hasBody ? bodyBytes : NO_LENGTH, null);
  }

  /**
   * A request whose body streams, signed.
   *
   * @param bodyBytes the exact length of the body
   */
  SignedRequest signStream(BackendRequest request, long bodyBytes) {
    HeaderList lines = lines(request);
    if (!checksums.get().accompanyBodyOf(request)) {
      return signed(request, lines, payload(request, bodyBytes), bodyBytes, null);
    }
    String encoding = lines.first("Content-Encoding");
    lines
        .set("Content-Encoding", encoding == null ? AWS_CHUNKED : AWS_CHUNKED + "," + encoding)
        .set("x-amz-decoded-content-length", Long.toString(bodyBytes))
        .set(BodyChecksums.TRAILER_HEADER, ChunkedBody.TRAILER);
    return signed(
        request,
        lines,
        OutboundPayload.UNSIGNED_TRAILER,
        ChunkedBody.framedBytes(bodyBytes),
        new ChunkedBody(bodyBytes));
  }

  private HeaderList lines(BackendRequest request) {
    HeaderList lines = HeaderList.of("host", address.host(request));
    for (Map.Entry<String, String> line : request.headers()) {
      lines.add(line.getKey(), line.getValue());
    }
    return lines;
  }

  private static OutboundPayload payload(BackendRequest request, long bodyBytes) {
    if (request.headers().contains(BodyChecksums.TRAILER_HEADER)) {
      return OutboundPayload.UNSIGNED_TRAILER;
    }
    return bodyBytes == 0 ? OutboundPayload.EMPTY : OutboundPayload.UNSIGNED;
  }

  private SignedRequest signed(
      BackendRequest request,
      HeaderList lines,
      OutboundPayload payload,
      long lengthBytes,
      @Nullable ChunkedBody framing) {
    String rawPath = address.rawPath(request);
    String rawQuery = request.rawQuery();
    OutboundSignature signature =
        signer.sign(new RequestHead(request.method(), rawPath, rawQuery, lines), payload);
    HeadWriter head =
        HeadWriter.ofRequest(
            request.method(), rawQuery.isEmpty() ? rawPath : rawPath + "?" + rawQuery);
    head.lines(lines);
    signature.addTo(head::line);
    if (lengthBytes != NO_LENGTH) {
      head.line("content-length", Long.toString(lengthBytes));
    }
    return new SignedRequest(request.method(), head.toBytes(), framing);
  }
}
