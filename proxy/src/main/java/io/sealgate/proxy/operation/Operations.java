package io.sealgate.proxy.operation;

import io.sealgate.auth.Principal;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.ClientErrors;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.capability.ProbedCapabilities;
import io.sealgate.proxy.config.EncryptionConfig;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.keys.DataKeys;
import io.sealgate.proxy.keys.KeyArns;
import io.sealgate.proxy.object.DistinctKeys;
import io.sealgate.proxy.object.EncryptionRules;
import io.sealgate.proxy.object.KeyPolicy;
import io.sealgate.proxy.object.MultipartCache;
import io.sealgate.proxy.object.ObjectFacts;
import io.sealgate.proxy.object.ObjectLookup;
import io.sealgate.proxy.object.ObjectOpener;
import io.sealgate.proxy.object.OpeningKeys;
import io.sealgate.proxy.object.SealingKeys;
import io.sealgate.proxy.object.WritePreconditions;
import io.sealgate.proxy.operation.bucket.Buckets;
import io.sealgate.proxy.operation.copy.Copies;
import io.sealgate.proxy.operation.copy.CopyObject;
import io.sealgate.proxy.operation.copy.UpdateObjectEncryption;
import io.sealgate.proxy.operation.list.ListingRows;
import io.sealgate.proxy.operation.list.Listings;
import io.sealgate.proxy.operation.multipart.MultipartUploads;
import io.sealgate.proxy.operation.read.GetObject;
import io.sealgate.proxy.operation.read.GetObjectAttributes;
import io.sealgate.proxy.operation.read.HeadObject;
import io.sealgate.proxy.operation.read.MultipartReads;
import io.sealgate.proxy.operation.read.ObjectReads;
import io.sealgate.proxy.operation.subresource.SubResources;
import io.sealgate.proxy.operation.write.Deletes;
import io.sealgate.proxy.operation.write.ObjectWrites;
import io.sealgate.proxy.operation.write.PutObject;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.system.MultipartState;
import io.sealgate.proxy.telemetry.ProxyMeters;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.sse.SseHeaders;

/** The table of served operations: which plan each makes. */
public final class Operations {

  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final MultipartUploads uploads;
  private final Copies copies;
  private final Listings listings;
  private final Deletes deletes;
  private final Buckets buckets;
  private final DistinctKeys distinctKeys;
  private final SubResources subResources = new SubResources();

  /**
   * The operations over these parts.
   *
   * @param config what is sealed, and how
   * @param dataKeys where data keys come from
   * @param arns what the configured keys are
   * @param servicePrincipal for whom the service key is used
   * @param sealer the door to the object format
   * @param multipartState what replicas share
   * @param capabilities what the backend does
   * @param procedures what operations of several requests run with
   * @param buckets the operations on buckets
   * @param meters count what does not verify
   */
  public static Operations of(
      EncryptionConfig config,
      DataKeys dataKeys,
      KeyArns arns,
      Principal servicePrincipal,
      ObjectSealer sealer,
      MultipartState multipartState,
      ProbedCapabilities capabilities,
      Procedures procedures,
      Buckets buckets,
      ProxyMeters meters) {
    SseHeaders sseHeaders = new SseHeaders(config.kmsRequiresHttps());
    EncryptionRules rules = new EncryptionRules(config);
    KeyPolicy policy = new KeyPolicy(rules, arns, servicePrincipal, config.serviceKey());
    OpeningKeys openingKeys = new OpeningKeys(dataKeys, policy, sseHeaders);
    SealingKeys sealingKeys = new SealingKeys(dataKeys, policy);
    ObjectOpener opener = new ObjectOpener(openingKeys, sealer, multipartState.records());
    ObjectFacts facts = new ObjectFacts();
    ObjectLookup lookup = new ObjectLookup(opener, facts, procedures.backend());
    WritePreconditions preconditions =
        new WritePreconditions(lookup, capabilities, procedures.workers());
    ObjectWrites writes =
        new ObjectWrites(
            rules,
            sseHeaders,
            sealingKeys,
            sealer,
            preconditions,
            config.crc64NvmeByDefault() ? ChecksumAlgorithm.CRC64NVME : null);
    DistinctKeys distinctKeys = new DistinctKeys(capabilities);
    Copies copies =
        Copies.of(
            writes,
            opener,
            lookup,
            multipartState.records(),
            distinctKeys,
            capabilities,
            procedures);
    return new Operations(
        new ObjectReads(opener, facts, sseHeaders, rules, new MultipartReads(new MultipartCache())),
        writes,
        new MultipartUploads(
            writes, openingKeys, sealer, multipartState, lookup, copies.partSources(), procedures),
        copies,
        new Listings(new ListingRows(lookup, meters), capabilities, procedures),
        new Deletes(preconditions, distinctKeys, procedures, new ClientErrors(meters)),
        buckets,
        distinctKeys);
  }

  private Operations(
      ObjectReads reads,
      ObjectWrites writes,
      MultipartUploads uploads,
      Copies copies,
      Listings listings,
      Deletes deletes,
      Buckets buckets,
      DistinctKeys distinctKeys) {
    this.reads = reads;
    this.writes = writes;
    this.uploads = uploads;
    this.copies = copies;
    this.listings = listings;
    this.deletes = deletes;
    this.buckets = buckets;
    this.distinctKeys = distinctKeys;
  }

  Plan plan(Call call) {
    return DistinctKeys.dependsOnBackend(call.key())
        ? new Plan.Await(
            distinctKeys
                .capabilities()
                .thenApply(known -> {
                  DistinctKeys.require(call.key(), known);
                  return planDistinct(call);
                }))
        : planDistinct(call);
  }

  private Plan planDistinct(Call call) {
    if (call.s3().operation().isPassedThrough()) {
      return subResources.plan(call);
    }
    return switch (call.s3().operation()) {
      case GET_OBJECT -> new GetObject(reads, call).plan();
      case HEAD_OBJECT -> new HeadObject(reads, call).plan();
      case COPY_OBJECT -> new CopyObject(copies, call).plan();
      case UPDATE_OBJECT_ENCRYPTION -> new UpdateObjectEncryption(copies, call).plan();
      case GET_OBJECT_ATTRIBUTES -> new GetObjectAttributes(reads, call).plan();
      case PUT_OBJECT -> new PutObject(writes, call).plan();
      case CREATE_MULTIPART_UPLOAD -> uploads.create(call);
      case UPLOAD_PART -> uploads.part(call);
      case UPLOAD_PART_COPY -> uploads.partCopy(call);
      case COMPLETE_MULTIPART_UPLOAD -> uploads.complete(call);
      case ABORT_MULTIPART_UPLOAD -> uploads.abort(call);
      case LIST_PARTS -> uploads.listParts(call);
      case LIST_MULTIPART_UPLOADS -> uploads.list(call);
      case DELETE_OBJECT -> deletes.one(call);
      case DELETE_OBJECTS -> deletes.many(call);
      case LIST_OBJECTS, LIST_OBJECTS_V2, LIST_OBJECT_VERSIONS -> listings.plan(call);
      case LIST_BUCKETS -> buckets.list(call);
      case CREATE_BUCKET -> buckets.create(call);
      case HEAD_BUCKET -> buckets.head(call);
      case DELETE_BUCKET -> buckets.delete(call);
      case GET_BUCKET_LOCATION -> buckets.location(call);
      // The router has refused the others already; this keeps an operation that it learns first
      // from doing nothing.
      default -> throw new S3Exception(S3Error.NOT_IMPLEMENTED);
    };
  }
}
