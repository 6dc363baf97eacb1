package io.sealgate.proxy.operation.copy;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.capability.BackendCapabilities;
import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.ProbedCapabilities;
import io.sealgate.proxy.object.WritePreconditions.Write;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.write.WriteCondition;
import io.sealgate.s3.xml.CopyObjectResult;
import io.sealgate.s3.xml.LateAnswer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Lets the backend copy a stored body: in one request, or in pieces where one will not do. The
 * source is pinned, so that it is the one whose envelope was read. Blocks.
 *
 * <p>One will not do for a body that is too long, nor for a sealed one that is copied onto itself,
 * unless the backend also holds a condition on what is replaced. MinIO compares the source's ETag
 * before it takes its lock, and for such a copy then puts the new metadata, the envelope among
 * them, on whatever body is there by then: an object that was overwritten meanwhile never opened
 * again. Pieces bring their body along.
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
    known().require(Capability.MATCHING_COPY_SOURCE);
    return switch (writeOf(source, target.access())) {
      case COMPLETE -> piecewise.copy(source, target);
      case COPY, PUT -> whole(source, target);
    };
  }

  /** With which request the copy is made in the end. */
  Write writeOf(CopySourceObject source, ObjectAccess target) {
    return source.stored().storedBytes() > longestBytes
            || (isOntoItself(source, target) && !known().works(Capability.MATCHING_COPY))
        ? Write.COMPLETE
        : Write.COPY;
  }

  /** An older version is another object: a backend does not take it for the current one. */
  private static boolean isOntoItself(CopySourceObject source, ObjectAccess target) {
    ObjectAccess from = source.access();
    return source.envelope() != null
        && from.versionId() == null
        && from.bucket().equals(target.bucket())
        && from.key().equals(target.key());
  }

  private Copied whole(CopySourceObject source, CopyTarget target) {
    HeaderList headers = source.pinned();
    addAll(headers, target.described());
    addAll(headers, target.directives().forBackend());
    addAll(headers, target.preconditions());
    if (isOntoItself(source, target.access())) {
      headers.set("If-Match", source.stored().backendETag());
    }
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

  private BackendCapabilities known() {
    return Waiting.forStage(capabilities.capabilities());
  }

  private static void addAll(HeaderList headers, HeaderList more) {
    more.forEach(line -> headers.add(line.getKey(), line.getValue()));
  }

  /**
   * What failed may be the client's condition or, without one, our own on what is copied: it was
   * there a moment ago. Of an object that is being replaced MinIO may also say that it has no such
   * version.
   */
  static RuntimeException error(BackendResponse response, WriteCondition condition) {
    RuntimeException error = BackendErrors.of(response, condition);
    return error instanceof S3Exception refused && isReplaced(refused.error(), condition)
        ? new BackendException("the source was replaced while it was being copied")
        : error;
  }

  private static boolean isReplaced(S3Error error, WriteCondition condition) {
    return switch (error) {
      case PRECONDITION_FAILED -> condition instanceof WriteCondition.None;
      case NO_SUCH_KEY, NO_SUCH_VERSION -> true;
      default -> false;
    };
  }
}
