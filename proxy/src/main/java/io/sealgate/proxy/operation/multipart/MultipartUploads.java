package io.sealgate.proxy.operation.multipart;

import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.object.ObjectLookup;
import io.sealgate.proxy.object.OpeningKeys;
import io.sealgate.proxy.operation.copy.PartSources;
import io.sealgate.proxy.operation.write.ObjectWrites;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.system.MultipartState;
import io.sealgate.s3.sse.SseHeaders;

/** The operations of multipart uploads. */
public final class MultipartUploads {

  private final UploadCreation creation;
  private final PartWrites parts;
  private final PartSources partSources;
  private final CompleteUpload completion;
  private final UploadAbort abort;
  private final PartListing partListing;
  private final UploadListing uploadListing = new UploadListing();
  private final Procedures procedures;

  /**
   * The operations over these parts.
   *
   * @param writes how new objects are sealed
   * @param openingKeys the keys of uploads that are open
   * @param sealer seals their parts
   * @param state what replicas share
   * @param lookup looks at stored objects
   * @param partSources finds what parts are copied from
   * @param procedures what the operations run with
   */
  public MultipartUploads(
      ObjectWrites writes,
      OpeningKeys openingKeys,
      ObjectSealer sealer,
      MultipartState state,
      ObjectLookup lookup,
      PartSources partSources,
      Procedures procedures) {
    SseHeaders sseHeaders = writes.sseHeaders();
    OpenUploads uploads = new OpenUploads(state.uploads());
    UploadKeys keys = new UploadKeys(openingKeys, sealer);
    BackendParts backendParts = new BackendParts(procedures.backend());
    EarlierCompletion earlier = new EarlierCompletion(lookup, state.records());
    UploadEnd end = new UploadEnd(state.uploads(), state.notes());
    this.creation = new UploadCreation(writes, state.uploads(), procedures);
    this.parts =
        new PartWrites(
            uploads,
            keys,
            new PartNoting(uploads, state.notes()),
            sseHeaders,
            writes.checksumByDefault());
    this.partSources = partSources;
    this.completion =
        new CompleteUpload(
            uploads,
            new UploadCompletion(
                uploads,
                state,
                earlier,
                backendParts,
                writes.preconditions(),
                procedures.backend()),
            new UnsealedCompletion(
                earlier, backendParts, writes.preconditions(), procedures.backend()),
            end,
            keys,
            sseHeaders,
            procedures);
    this.abort = new UploadAbort(end, procedures);
    this.partListing =
        new PartListing(uploads, state.notes(), backendParts, sseHeaders, procedures);
    this.procedures = procedures;
  }

  /** CreateMultipartUpload. */
  public Plan create(Call call) {
    return creation.plan(call);
  }

  /** UploadPart. */
  public Plan part(Call call) {
    return new UploadPart(parts, call).plan();
  }

  /** UploadPartCopy. */
  public Plan partCopy(Call call) {
    return new UploadPartCopy(parts, partSources, procedures, call).plan();
  }

  /** CompleteMultipartUpload. */
  public Plan complete(Call call) {
    return completion.plan(call);
  }

  /** AbortMultipartUpload. */
  public Plan abort(Call call) {
    return abort.plan(call);
  }

  /** ListParts. */
  public Plan listParts(Call call) {
    return partListing.plan(call);
  }

  /** ListMultipartUploads. */
  public Plan list(Call call) {
    return uploadListing.plan(call);
  }
}
