package io.sealgate.proxy.operation.copy;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.s3.copy.CopyDirectives;
import io.sealgate.s3.route.CopySource;
import io.sealgate.s3.write.WriteCondition;
import io.sealgate.s3.xml.CopyObjectResult;
import io.sealgate.s3.xml.LateAnswer;

/**
 * Lets the backend copy a stored body: in one request, or in pieces where the body is too long for
 * one. The source is pinned, so that it is the one whose envelope was read. Blocks.
 */
final class BackendCopy {

  private static final int ANSWER_LIMIT_BYTES = 256 * 1024;

  private final BackendCalls backend;
  private final BackendPiecewiseCopy piecewise;
  private final long longestBytes;

  /**
   * Copies in that backend.
   *
   * @param longestBytes what it copies in one request at most, 5 GiB on AWS
   */
  BackendCopy(BackendCalls backend, BackendPiecewiseCopy piecewise, long longestBytes) {
    this.backend = backend;
    this.piecewise = piecewise;
    this.longestBytes = longestBytes;
  }

  /**
   * The copy that the backend made.
   *
   * @param backendETag with its quotes
   * @param lastModified as the backend writes it in documents
   * @param headers of its answer
   */
  record Copied(String backendETag, String lastModified, Headers headers) {}

  /**
   * Copies.
   *
   * @param described what the copy is stored with, its envelope included
   * @param directives say where its tags come from
   * @param condition on what is replaced, which {@code preconditions} put to the backend
   */
  Copied copy(
      CopySourceObject source,
      ObjectAccess target,
      HeaderList described,
      CopyDirectives directives,
      WriteCondition condition,
      HeaderList preconditions) {
    return isPiecewise(source)
        ? piecewise.copy(source, target, described, directives, condition, preconditions)
        : whole(source, target, described, directives, condition, preconditions);
  }

  /** Whether the source is too long to be copied in one request. */
  boolean isPiecewise(CopySourceObject source) {
    return source.stored().storedBytes() > longestBytes;
  }

  private Copied whole(
      CopySourceObject source,
      ObjectAccess target,
      HeaderList described,
      CopyDirectives directives,
      WriteCondition condition,
      HeaderList preconditions) {
    HeaderList headers = pinned(source);
    for (HeaderList more : new HeaderList[] {described, directives.forBackend(), preconditions}) {
      more.forEach(line -> headers.add(line.getKey(), line.getValue()));
    }
    BackendResponse response =
        backend.call(
            BackendRequest.of("PUT", target.bucket(), target.key()).withHeaders(headers),
            ANSWER_LIMIT_BYTES);
    if (!response.head().isSuccess()) {
      throw error(response, condition);
    }
    return switch (CopyObjectResult.parse(response.body())) {
      case LateAnswer.Success<CopyObjectResult>(CopyObjectResult result) ->
          new Copied(result.eTag(), result.lastModified(), response.head().headers());
      case LateAnswer.Failure<CopyObjectResult> failure -> throw BackendErrors.of(response);
    };
  }

  /** The headers that name the source, as it was when its envelope was read. */
  static HeaderList pinned(CopySourceObject source) {
    ObjectAccess access = source.access();
    return HeaderList.of(
        CopySource.HEADER,
        new CopySource(access.bucket(), access.key(), access.versionId()).headerValue(),
        "x-amz-copy-source-if-match",
        source.stored().backendETag());
  }

  /** What failed may be the client's condition or, without one, our own on the source. */
  static RuntimeException error(BackendResponse response, WriteCondition condition) {
    return response.head().status() == 412 && condition instanceof WriteCondition.None
        ? new BackendException("the source was replaced while it was being copied")
        : BackendErrors.of(response, condition);
  }
}
