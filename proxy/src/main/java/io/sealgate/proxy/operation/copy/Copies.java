package io.sealgate.proxy.operation.copy;

import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.object.EncryptionRules;
import io.sealgate.proxy.object.ObjectLookup;
import io.sealgate.proxy.object.ObjectOpener;
import io.sealgate.proxy.object.SealingKeys;
import io.sealgate.proxy.object.WritePreconditions;
import io.sealgate.proxy.operation.write.ObjectWrites;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.system.CompletionRecords;
import io.sealgate.proxy.system.ProbedCapabilities;
import io.sealgate.s3.sse.SseHeaders;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What every copy needs.
 *
 * @param sseHeaders reads the encryption headers of both ends
 * @param rules which encryption holds where
 * @param sources finds what is copied
 * @param lookup tells what is known of it
 * @param resealed copies without the body
 * @param backendCopy copies what is not sealed
 * @param writes makes new objects
 * @param preconditions put the conditions on what is replaced to the backend
 * @param backend the store
 * @param clock tells when a copy was made
 * @param workers where procedures run
 */
public record Copies(
    SseHeaders sseHeaders,
    EncryptionRules rules,
    CopySources sources,
    ObjectLookup lookup,
    ResealedCopy resealed,
    BackendCopy backendCopy,
    ObjectWrites writes,
    WritePreconditions preconditions,
    BackendCalls backend,
    InstantSource clock,
    Executor workers) {

  /**
   * The limit of CopyObject and of UploadPartCopy (S3 user guide, "Amazon S3 multipart limits").
   */
  public static final long LONGEST_BYTES = 5L << 30;

  /** Pieces of a body that is too long to be copied in one request. */
  private static final long PIECE_BYTES = 512L << 20;

  /** Finds what parts are copied from. */
  public PartSources partSources() {
    return new PartSources(sources, backend);
  }

  /**
   * Copies over these parts.
   *
   * @param longestBytes what the backend copies in one request at most
   */
  public static Copies of(
      SseHeaders sseHeaders,
      EncryptionRules rules,
      SealingKeys sealingKeys,
      ObjectSealer sealer,
      ObjectOpener opener,
      ObjectLookup lookup,
      CompletionRecords records,
      ObjectWrites writes,
      WritePreconditions preconditions,
      ProbedCapabilities capabilities,
      BackendCalls backend,
      long longestBytes,
      InstantSource clock,
      Executor workers) {
    CopySources sources = new CopySources(backend, lookup, opener, rules);
    BackendCopy backendCopy =
        new BackendCopy(
            backend,
            capabilities,
            new BackendPiecewiseCopy(backend, Math.min(longestBytes, PIECE_BYTES), clock, workers),
            longestBytes,
            clock);
    return new Copies(
        sseHeaders,
        rules,
        sources,
        lookup,
        new ResealedCopy(sealingKeys, sealer, records, backendCopy),
        backendCopy,
        writes,
        preconditions,
        backend,
        clock,
        workers);
  }
}
