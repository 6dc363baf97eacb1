package io.sealgate.proxy.operation.multipart;

import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.object.ObjectLookup;
import io.sealgate.proxy.object.OpeningKeys;
import io.sealgate.proxy.object.SealingKeys;
import io.sealgate.proxy.object.WritePreconditions;
import io.sealgate.proxy.operation.copy.PartSources;
import io.sealgate.proxy.operation.write.ObjectWrites;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.system.MultipartState;
import io.sealgate.s3.sse.SseHeaders;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The operations of multipart uploads. */
public final class MultipartUploads {

  private final UploadCreation creation;
  private final CompleteUpload completion;
  private final UploadAbort abort;
  private final PartListing partListing;
  private final UploadListing uploadListing;
  private final OpenUploads uploads;
  private final UploadKeys keys;
  private final PartNoting noting;
  private final SseHeaders sseHeaders;
  private final PartSources partSources;
  private final boolean checksumByDefault;
  private final InstantSource clock;
  private final Executor workers;

  /**
   * The operations over these parts.
   *
   * @param writes how new objects are sealed
   * @param sealingKeys the keys of new uploads
   * @param openingKeys the keys of uploads that are open
   * @param lookup looks at stored objects
   * @param partSources finds what parts are copied from
   * @param preconditions put conditions on what is replaced to the backend
   * @param backend the store, for procedures
   * @param workers where procedures run
   */
  public MultipartUploads(
      ObjectWrites writes,
      SealingKeys sealingKeys,
      OpeningKeys openingKeys,
      ObjectSealer sealer,
      SseHeaders sseHeaders,
      MultipartState state,
      ObjectLookup lookup,
      PartSources partSources,
      WritePreconditions preconditions,
      BackendCalls backend,
      InstantSource clock,
      Executor workers) {
    this.uploads = new OpenUploads(state.uploads());
    this.keys = new UploadKeys(openingKeys, sealer);
    this.noting = new PartNoting(uploads, state.notes());
    this.sseHeaders = sseHeaders;
    this.partSources = partSources;
    this.clock = clock;
    this.workers = workers;
    this.checksumByDefault = writes.checksumByDefault();
    BackendParts backendParts = new BackendParts(backend);
    UploadEnd end = new UploadEnd(state.uploads(), state.notes());
    this.creation =
        new UploadCreation(writes, sealingKeys, sealer, state.uploads(), backend, clock, workers);
    this.completion =
        new CompleteUpload(
            uploads,
            new UploadCompletion(
                uploads,
                state.notes(),
                state.records(),
                new EarlierCompletion(lookup, state.records()),
                backendParts,
                preconditions,
                backend),
            new UnsealedCompletion(preconditions, backend),
            end,
            keys,
            sseHeaders,
            workers);
    this.abort = new UploadAbort(end, backend, workers);
    this.partListing = new PartListing(uploads, state.notes(), backendParts, sseHeaders, workers);
    this.uploadListing = new UploadListing();
  }

  /** CreateMultipartUpload. */
  public Plan create(Call call) {
    return creation.plan(call);
  }

  /** UploadPart. */
  public Plan part(Call call) {
    return new UploadPart(keys, noting, uploads, sseHeaders, checksumByDefault, call).plan();
  }

  /** UploadPartCopy. */
  public Plan partCopy(Call call) {
    return new UploadPartCopy(
            keys, noting, uploads, partSources, sseHeaders, checksumByDefault, clock, workers, call)
        .plan();
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
