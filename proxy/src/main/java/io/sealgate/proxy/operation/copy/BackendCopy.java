package io.sealgate.proxy.operation.copy;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.ProbedCapabilities;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.write.WriteCondition;
import io.sealgate.s3.xml.CopyObjectResult;
import io.sealgate.s3.xml.LateAnswer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Lets the backend copy a stored body: in one request, or in pieces where the body is too long for
 * one. The source is pinned, so that it is the one whose envelope was read. Blocks.
 */
final class BackendCopy {

  private static final int ANSWER_LIMIT_BYTES = 256 * 1024;

  private final Procedures procedures;
  private final ProbedCapabilities capabilities;
  private final BackendPiecewiseCopy piecewise;
  private final long longestBytes;

  /**
   * Copies in the backend of these procedures.
   *
   * @param capabilities what is known of it
   * @param longestBytes what it copies in one request at most, 5 GiB on AWS
   */
  BackendCopy(
      Procedures procedures,
      ProbedCapabilities capabilities,
      BackendPiecewiseCopy piecewise,
      long longestBytes) {
    this.procedures = procedures;
    this.capabilities = capabilities;
    this.piecewise = piecewise;
    this.longestBytes = longestBytes;
  }

  /**
   * The copy that the backend made.
   *
   * @param backendETag with its quotes
   * @param lastModified as S3 writes it in documents
   * @param headers of its answer
   */
  record Copied(String backendETag, String lastModified, Headers headers) {

    /** A copy that was made just now. */
    static Copied at(InstantSource clock, String backendETag, Headers headers) {
      return new Copied(
          backendETag, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), headers);
    }
  }

  /**
   * Copies.
   *
   * @throws io.sealgate.s3.S3Exception NotImplemented when the backend would copy whatever is there
   *     by then: it would not open under the envelope of what was there before
   */
  Copied copy(CopySourceObject source, CopyTarget target) {
    Waiting.forStage(capabilities.capabilities()).require(Capability.MATCHING_COPY_SOURCE);
    return isPiecewise(source) ? piecewise.copy(source, target) : whole(source, target);
  }

  /** Whether the source is too long to be copied in one request. */
  boolean isPiecewise(CopySourceObject source) {
    return source.stored().storedBytes() > longestBytes;
  }

  private Copied whole(CopySourceObject source, CopyTarget target) {
    HeaderList headers = source.pinned();
    addAll(headers, target.described());
    addAll(headers, target.directives().forBackend());
    addAll(headers, target.preconditions());
    BackendResponse response =
        procedures
            .backend()
            .call(
                BackendRequest.of("PUT", target.access().bucket(), target.access().key())
                    .withHeaders(headers),
                ANSWER_LIMIT_BYTES);
    if (!response.head().isSuccess()) {
      throw error(response, target.condition());
    }
    return switch (CopyObjectResult.parse(response.body())) {
      case LateAnswer.Success<CopyObjectResult>(CopyObjectResult result) ->
          copied(result, response.head().headers());
      case LateAnswer.Failure<CopyObjectResult> failure -> throw BackendErrors.of(response);
    };
  }

  private Copied copied(CopyObjectResult result, Headers headers) {
    String lastModified = result.lastModified();
    return lastModified == null
        ? Copied.at(procedures.clock(), result.eTag(), headers)
        : new Copied(result.eTag(), lastModified, headers);
  }

  private static void addAll(HeaderList headers, HeaderList more) {
    more.forEach(line -> headers.add(line.getKey(), line.getValue()));
  }

  /** What failed may be the client's condition or, without one, our own on the source. */
  static RuntimeException error(BackendResponse response, WriteCondition condition) {
    return response.head().status() == 412 && condition instanceof WriteCondition.None
        ? new BackendException("the source was replaced while it was being copied")
        : BackendErrors.of(response, condition);
  }
}
