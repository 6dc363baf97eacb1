package io.sealgate.proxy.operation.subresource;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.RequestDocument;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.S3Operation;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.headers.RequestHeaders;
import io.sealgate.s3.route.PercentEncoding;
import io.sealgate.s3.route.VersionId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Operations that the backend serves: tagging, versioning, lifecycle, object lock and so on.
 * Sealgate sends them under its own signature and relays what comes back; nothing of them concerns
 * a body.
 */
public final class SubResources {

  /** The longest document that S3 takes for any of these is a lifecycle of 1,000 rules. */
  private static final int MAX_DOCUMENT_BYTES = 1024 * 1024;

  /**
   * The plan for a call.
   *
   * @param call whose operation {@link S3Operation#isPassedThrough passes through}
   * @throws S3Exception InvalidArgument when it names a version that can be none
   */
  public Plan plan(Call call) {
    BackendRequest request = request(call);
    if (!call.s3().operation().method().equals("PUT")) {
      return forward(call, request);
    }
    return RequestDocument.receive(
        call, MAX_DOCUMENT_BYTES, document -> forward(call, withDocument(request, document)));
  }

  private static Plan forward(Call call, BackendRequest request) {
    return new Plan.Fetch(request, response -> new Plan.Answer(answer(call, response)));
  }

  private static BackendRequest request(Call call) {
    S3Operation operation = call.s3().operation();
    StringBuilder query = new StringBuilder(operation.subResource()).append('=');
    String versionId = VersionId.in(call.s3().query());
    if (versionId != null) {
      query.append("&versionId=").append(PercentEncoding.encodeQuery(versionId));
    }
    return BackendRequest.of(operation.method(), call.bucket(), call.key())
        .withQuery(query.toString())
        .withHeaders(RequestHeaders.forwarded(operation, call.headers()));
  }

  /** Some of these need a digest of their document, none minds one. */
  private static BackendRequest withDocument(BackendRequest request, byte[] document) {
    if (document.length == 0) {
      return request; // an ACL can be all in headers
    }
    request.headers().set("Content-Type", "application/xml");
    request.headers().set("Content-MD5", md5(document));
    return request.withBody(document);
  }

  private static S3Response answer(Call call, BackendResponse response) {
    if (!response.head().isSuccess()) {
      throw missing(call, response);
    }
    HeaderList headers = AnswerHeaders.passed(call.s3().operation(), response.head().headers());
    String type = response.head().headers().first("Content-Type");
    if (type != null && response.body().length > 0) {
      headers.set("Content-Type", type);
    }
    return new S3Response(response.head().status(), headers, response.body());
  }

  /** Backends without one of these say so in words of their own. */
  private static RuntimeException missing(Call call, BackendResponse response) {
    return response.head().status() == 501
        ? new S3Exception(
            S3Error.NOT_IMPLEMENTED,
            "The storage behind this server does not support "
                + call.s3().operation().operationName()
                + ".")
        : BackendErrors.of(response);
  }

  private static String md5(byte[] document) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(document));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has MD5", impossible);
    }
  }
}
