package io.sealgate.proxy.operation.copy;

import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.capability.ProbedCapabilities;
import io.sealgate.proxy.object.DistinctKeys;
import io.sealgate.proxy.object.ObjectLookup;
import io.sealgate.proxy.object.ObjectOpener;
import io.sealgate.proxy.operation.write.ObjectWrites;
import io.sealgate.proxy.system.CompletionRecords;

/**
 * What every copy needs.
 *
 * @param sources finds what is copied
 * @param lookup tells what is known of it
 * @param resealed copies without the body
 * @param backendCopy copies what is not sealed
 * @param writes makes new objects
 * @param procedures what copies run with
 */
public record Copies(
    CopySources sources,
    ObjectLookup lookup,
    ResealedCopy resealed,
    BackendCopy backendCopy,
    ObjectWrites writes,
    Procedures procedures) {

  /**
   * The limit of CopyObject and of UploadPartCopy (S3 user guide, "Amazon S3 multipart limits").
   */
  public static final long LONGEST_BYTES = 5L << 30;

  /** Pieces of a body that is too long to be copied in one request. */
  private static final long PIECE_BYTES = 512L << 20;

  /** Finds what parts are copied from. */
  public PartSources partSources() {
    return new PartSources(sources, procedures.backend());
  }

  /**
   * Copies over these parts.
   *
   * @param writes makes new objects
   * @param opener opens what is copied
   * @param lookup tells what is known of it
   * @param records what pins the parts of multipart objects
   * @param distinctKeys which keys the backend tells from others
   * @param capabilities what the backend does
   * @param procedures what copies run with
   */
  public static Copies of(
      ObjectWrites writes,
      ObjectOpener opener,
      ObjectLookup lookup,
      CompletionRecords records,
      DistinctKeys distinctKeys,
      ProbedCapabilities capabilities,
      Procedures procedures) {
    BackendCopy backendCopy =
        new BackendCopy(
            procedures,
            capabilities,
            new BackendPiecewiseCopy(procedures, PIECE_BYTES),
            LONGEST_BYTES);
    return new Copies(
        new CopySources(procedures.backend(), lookup, opener, writes.rules(), distinctKeys),
        lookup,
        new ResealedCopy(writes, records, backendCopy),
        backendCopy,
        writes,
        procedures);
  }
}
