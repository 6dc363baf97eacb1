package io.sealgate.s3;

import static io.sealgate.s3.S3Operation.Effect.LIST;
import static io.sealgate.s3.S3Operation.Effect.READ;
import static io.sealgate.s3.S3Operation.Effect.WRITE;
import static io.sealgate.s3.S3Operation.Scope.BUCKET;
import static io.sealgate.s3.S3Operation.Scope.OBJECT;
import static io.sealgate.s3.S3Operation.Scope.SERVICE;
import static io.sealgate.s3.S3Operation.Treatment.HANDLED;
import static io.sealgate.s3.S3Operation.Treatment.PASSED_THROUGH;
import static io.sealgate.s3.S3Operation.Treatment.REFUSED;

/**
 * Every operation of the S3 API that is known by name (S3 API reference, "Actions"), and whether
 * Sealgate serves it. An operation that is not served is refused by name, before the backend hears
 * of the request.
 */
public enum S3Operation {
  LIST_BUCKETS("ListBuckets", "GET", SERVICE, "", LIST, HANDLED),
  CREATE_BUCKET("CreateBucket", "PUT", BUCKET, "", WRITE, HANDLED),
  DELETE_BUCKET("DeleteBucket", "DELETE", BUCKET, "", WRITE, HANDLED),
  HEAD_BUCKET("HeadBucket", "HEAD", BUCKET, "", READ, HANDLED),
  GET_BUCKET_LOCATION("GetBucketLocation", "GET", BUCKET, "location", READ, HANDLED),
  LIST_OBJECTS("ListObjects", "GET", BUCKET, "", LIST, HANDLED),
  LIST_OBJECTS_V2("ListObjectsV2", "GET", BUCKET, "list-type", LIST, HANDLED),
  DELETE_OBJECTS("DeleteObjects", "POST", BUCKET, "delete", WRITE, HANDLED),
  LIST_OBJECT_VERSIONS("ListObjectVersions", "GET", BUCKET, "versions", LIST, HANDLED),
  LIST_MULTIPART_UPLOADS("ListMultipartUploads", "GET", BUCKET, "uploads", LIST, HANDLED),
  POST_OBJECT("PostObject", "POST", BUCKET, "", WRITE),
  CREATE_SESSION("CreateSession", "GET", BUCKET, "session", READ),
  GET_BUCKET_ABAC("GetBucketAbac", "GET", BUCKET, "abac", READ),
  PUT_BUCKET_ABAC("PutBucketAbac", "PUT", BUCKET, "abac", WRITE),
  GET_BUCKET_ACCELERATE_CONFIGURATION(
      "GetBucketAccelerateConfiguration", "GET", BUCKET, "accelerate", READ),
  PUT_BUCKET_ACCELERATE_CONFIGURATION(
      "PutBucketAccelerateConfiguration", "PUT", BUCKET, "accelerate", WRITE),
  GET_BUCKET_ACL("GetBucketAcl", "GET", BUCKET, "acl", READ, PASSED_THROUGH),
  PUT_BUCKET_ACL("PutBucketAcl", "PUT", BUCKET, "acl", WRITE, PASSED_THROUGH),
  LIST_BUCKET_ANALYTICS_CONFIGURATIONS(
      "ListBucketAnalyticsConfigurations", "GET", BUCKET, "analytics", LIST),
  GET_BUCKET_ANALYTICS_CONFIGURATION(
      "GetBucketAnalyticsConfiguration", "GET", BUCKET, "analytics+id", READ),
  PUT_BUCKET_ANALYTICS_CONFIGURATION(
      "PutBucketAnalyticsConfiguration", "PUT", BUCKET, "analytics", WRITE),
  DELETE_BUCKET_ANALYTICS_CONFIGURATION(
      "DeleteBucketAnalyticsConfiguration", "DELETE", BUCKET, "analytics", WRITE),
  GET_BUCKET_CORS("GetBucketCors", "GET", BUCKET, "cors", READ, PASSED_THROUGH),
  PUT_BUCKET_CORS("PutBucketCors", "PUT", BUCKET, "cors", WRITE, PASSED_THROUGH),
  DELETE_BUCKET_CORS("DeleteBucketCors", "DELETE", BUCKET, "cors", WRITE, PASSED_THROUGH),
  GET_BUCKET_ENCRYPTION("GetBucketEncryption", "GET", BUCKET, "encryption", READ),
  PUT_BUCKET_ENCRYPTION("PutBucketEncryption", "PUT", BUCKET, "encryption", WRITE),
  DELETE_BUCKET_ENCRYPTION("DeleteBucketEncryption", "DELETE", BUCKET, "encryption", WRITE),
  LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS(
      "ListBucketIntelligentTieringConfigurations", "GET", BUCKET, "intelligent-tiering", LIST),
  GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(
      "GetBucketIntelligentTieringConfiguration", "GET", BUCKET, "intelligent-tiering+id", READ),
  PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(
      "PutBucketIntelligentTieringConfiguration", "PUT", BUCKET, "intelligent-tiering", WRITE),
  DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(
      "DeleteBucketIntelligentTieringConfiguration",
      "DELETE",
      BUCKET,
      "intelligent-tiering",
      WRITE),
  LIST_BUCKET_INVENTORY_CONFIGURATIONS(
      "ListBucketInventoryConfigurations", "GET", BUCKET, "inventory", LIST),
  GET_BUCKET_INVENTORY_CONFIGURATION(
      "GetBucketInventoryConfiguration", "GET", BUCKET, "inventory+id", READ),
  PUT_BUCKET_INVENTORY_CONFIGURATION(
      "PutBucketInventoryConfiguration", "PUT", BUCKET, "inventory", WRITE),
  DELETE_BUCKET_INVENTORY_CONFIGURATION(
      "DeleteBucketInventoryConfiguration", "DELETE", BUCKET, "inventory", WRITE),
  GET_BUCKET_LIFECYCLE_CONFIGURATION(
      "GetBucketLifecycleConfiguration", "GET", BUCKET, "lifecycle", READ, PASSED_THROUGH),
  PUT_BUCKET_LIFECYCLE_CONFIGURATION(
      "PutBucketLifecycleConfiguration", "PUT", BUCKET, "lifecycle", WRITE, PASSED_THROUGH),
  DELETE_BUCKET_LIFECYCLE(
      "DeleteBucketLifecycle", "DELETE", BUCKET, "lifecycle", WRITE, PASSED_THROUGH),
  GET_BUCKET_LOGGING("GetBucketLogging", "GET", BUCKET, "logging", READ),
  PUT_BUCKET_LOGGING("PutBucketLogging", "PUT", BUCKET, "logging", WRITE),
  GET_BUCKET_METADATA_CONFIGURATION(
      "GetBucketMetadataConfiguration", "GET", BUCKET, "metadataConfiguration", READ),
  CREATE_BUCKET_METADATA_CONFIGURATION(
      "CreateBucketMetadataConfiguration", "POST", BUCKET, "metadataConfiguration", WRITE),
  DELETE_BUCKET_METADATA_CONFIGURATION(
      "DeleteBucketMetadataConfiguration", "DELETE", BUCKET, "metadataConfiguration", WRITE),
  GET_BUCKET_METADATA_TABLE_CONFIGURATION(
      "GetBucketMetadataTableConfiguration", "GET", BUCKET, "metadataTable", READ),
  CREATE_BUCKET_METADATA_TABLE_CONFIGURATION(
      "CreateBucketMetadataTableConfiguration", "POST", BUCKET, "metadataTable", WRITE),
  DELETE_BUCKET_METADATA_TABLE_CONFIGURATION(
      "DeleteBucketMetadataTableConfiguration", "DELETE", BUCKET, "metadataTable", WRITE),
  UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION(
      "UpdateBucketMetadataInventoryTableConfiguration",
      "PUT",
      BUCKET,
      "metadataInventoryTable",
      WRITE),
  UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION(
      "UpdateBucketMetadataJournalTableConfiguration",
      "PUT",
      BUCKET,
      "metadataJournalTable",
      WRITE),
  LIST_BUCKET_METRICS_CONFIGURATIONS(
      "ListBucketMetricsConfigurations", "GET", BUCKET, "metrics", LIST),
  GET_BUCKET_METRICS_CONFIGURATION(
      "GetBucketMetricsConfiguration", "GET", BUCKET, "metrics+id", READ),
  PUT_BUCKET_METRICS_CONFIGURATION(
      "PutBucketMetricsConfiguration", "PUT", BUCKET, "metrics", WRITE),
  DELETE_BUCKET_METRICS_CONFIGURATION(
      "DeleteBucketMetricsConfiguration", "DELETE", BUCKET, "metrics", WRITE),
  GET_BUCKET_NOTIFICATION_CONFIGURATION(
      "GetBucketNotificationConfiguration", "GET", BUCKET, "notification", READ),
  PUT_BUCKET_NOTIFICATION_CONFIGURATION(
      "PutBucketNotificationConfiguration", "PUT", BUCKET, "notification", WRITE),
  GET_OBJECT_LOCK_CONFIGURATION(
      "GetObjectLockConfiguration", "GET", BUCKET, "object-lock", READ, PASSED_THROUGH),
  PUT_OBJECT_LOCK_CONFIGURATION(
      "PutObjectLockConfiguration", "PUT", BUCKET, "object-lock", WRITE, PASSED_THROUGH),
  GET_BUCKET_OWNERSHIP_CONTROLS(
      "GetBucketOwnershipControls", "GET", BUCKET, "ownershipControls", READ),
  PUT_BUCKET_OWNERSHIP_CONTROLS(
      "PutBucketOwnershipControls", "PUT", BUCKET, "ownershipControls", WRITE),
  DELETE_BUCKET_OWNERSHIP_CONTROLS(
      "DeleteBucketOwnershipControls", "DELETE", BUCKET, "ownershipControls", WRITE),
  GET_BUCKET_POLICY("GetBucketPolicy", "GET", BUCKET, "policy", READ),
  PUT_BUCKET_POLICY("PutBucketPolicy", "PUT", BUCKET, "policy", WRITE),
  DELETE_BUCKET_POLICY("DeleteBucketPolicy", "DELETE", BUCKET, "policy", WRITE),
  GET_BUCKET_POLICY_STATUS("GetBucketPolicyStatus", "GET", BUCKET, "policyStatus", READ),
  GET_PUBLIC_ACCESS_BLOCK("GetPublicAccessBlock", "GET", BUCKET, "publicAccessBlock", READ),
  PUT_PUBLIC_ACCESS_BLOCK("PutPublicAccessBlock", "PUT", BUCKET, "publicAccessBlock", WRITE),
  DELETE_PUBLIC_ACCESS_BLOCK(
      "DeletePublicAccessBlock", "DELETE", BUCKET, "publicAccessBlock", WRITE),
  GET_BUCKET_REPLICATION("GetBucketReplication", "GET", BUCKET, "replication", READ),
  PUT_BUCKET_REPLICATION("PutBucketReplication", "PUT", BUCKET, "replication", WRITE),
  DELETE_BUCKET_REPLICATION("DeleteBucketReplication", "DELETE", BUCKET, "replication", WRITE),
  GET_BUCKET_REQUEST_PAYMENT(
      "GetBucketRequestPayment", "GET", BUCKET, "requestPayment", READ, PASSED_THROUGH),
  PUT_BUCKET_REQUEST_PAYMENT(
      "PutBucketRequestPayment", "PUT", BUCKET, "requestPayment", WRITE, PASSED_THROUGH),
  GET_BUCKET_TAGGING("GetBucketTagging", "GET", BUCKET, "tagging", READ, PASSED_THROUGH),
  PUT_BUCKET_TAGGING("PutBucketTagging", "PUT", BUCKET, "tagging", WRITE, PASSED_THROUGH),
  DELETE_BUCKET_TAGGING("DeleteBucketTagging", "DELETE", BUCKET, "tagging", WRITE, PASSED_THROUGH),
  GET_BUCKET_VERSIONING("GetBucketVersioning", "GET", BUCKET, "versioning", READ, PASSED_THROUGH),
  PUT_BUCKET_VERSIONING("PutBucketVersioning", "PUT", BUCKET, "versioning", WRITE, PASSED_THROUGH),
  GET_BUCKET_WEBSITE("GetBucketWebsite", "GET", BUCKET, "website", READ),
  PUT_BUCKET_WEBSITE("PutBucketWebsite", "PUT", BUCKET, "website", WRITE),
  DELETE_BUCKET_WEBSITE("DeleteBucketWebsite", "DELETE", BUCKET, "website", WRITE),
  GET_OBJECT("GetObject", "GET", OBJECT, "", READ, HANDLED),
  HEAD_OBJECT("HeadObject", "HEAD", OBJECT, "", READ, HANDLED),
  PUT_OBJECT("PutObject", "PUT", OBJECT, "", WRITE, HANDLED),
  DELETE_OBJECT("DeleteObject", "DELETE", OBJECT, "", WRITE, HANDLED),
  COPY_OBJECT("CopyObject", "PUT", OBJECT, "+x-amz-copy-source", WRITE, HANDLED),
  RENAME_OBJECT("RenameObject", "PUT", OBJECT, "renameObject", WRITE),
  CREATE_MULTIPART_UPLOAD("CreateMultipartUpload", "POST", OBJECT, "uploads", WRITE, HANDLED),
  UPLOAD_PART("UploadPart", "PUT", OBJECT, "uploadId", WRITE, HANDLED),
  UPLOAD_PART_COPY("UploadPartCopy", "PUT", OBJECT, "uploadId+x-amz-copy-source", WRITE, HANDLED),
  COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload", "POST", OBJECT, "uploadId", WRITE, HANDLED),
  ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", "DELETE", OBJECT, "uploadId", WRITE, HANDLED),
  LIST_PARTS("ListParts", "GET", OBJECT, "uploadId", LIST, HANDLED),
  GET_OBJECT_ACL("GetObjectAcl", "GET", OBJECT, "acl", READ, PASSED_THROUGH),
  PUT_OBJECT_ACL("PutObjectAcl", "PUT", OBJECT, "acl", WRITE, PASSED_THROUGH),
  GET_OBJECT_ATTRIBUTES("GetObjectAttributes", "GET", OBJECT, "attributes", READ, HANDLED),
  GET_OBJECT_LEGAL_HOLD("GetObjectLegalHold", "GET", OBJECT, "legal-hold", READ, PASSED_THROUGH),
  PUT_OBJECT_LEGAL_HOLD("PutObjectLegalHold", "PUT", OBJECT, "legal-hold", WRITE, PASSED_THROUGH),
  GET_OBJECT_RETENTION("GetObjectRetention", "GET", OBJECT, "retention", READ, PASSED_THROUGH),
  PUT_OBJECT_RETENTION("PutObjectRetention", "PUT", OBJECT, "retention", WRITE, PASSED_THROUGH),
  GET_OBJECT_TAGGING("GetObjectTagging", "GET", OBJECT, "tagging", READ, PASSED_THROUGH),
  PUT_OBJECT_TAGGING("PutObjectTagging", "PUT", OBJECT, "tagging", WRITE, PASSED_THROUGH),
  DELETE_OBJECT_TAGGING("DeleteObjectTagging", "DELETE", OBJECT, "tagging", WRITE, PASSED_THROUGH),
  GET_OBJECT_TORRENT("GetObjectTorrent", "GET", OBJECT, "torrent", READ),
  RESTORE_OBJECT("RestoreObject", "POST", OBJECT, "restore", WRITE),
  SELECT_OBJECT_CONTENT("SelectObjectContent", "POST", OBJECT, "select", READ),
  UPDATE_OBJECT_ENCRYPTION("UpdateObjectEncryption", "PUT", OBJECT, "encryption", WRITE, HANDLED);

  /** What a request names: the service, a bucket, or an object. */
  public enum Scope {
    SERVICE,
    BUCKET,
    OBJECT
  }

  /** What an operation does to what it names. */
  public enum Effect {
    READ,
    WRITE,
    LIST
  }

  /** What Sealgate makes of an operation. */
  public enum Treatment {
    /** It is served, by code of its own. */
    HANDLED,
    /**
     * It is served by the backend: the request is signed anew, its document goes on as it came once
     * its digests have been checked, and so does the answer. Nothing of it is about the bytes of
     * objects, their lengths or their encryption.
     */
    PASSED_THROUGH,
    /** It is not served: NotImplemented. */
    REFUSED
  }

  private final String operationName;
  private final String method;
  private final Scope scope;
  private final String subResource;
  private final Effect effect;
  private final Treatment treatment;

  S3Operation(String operationName, String method, Scope scope, String subResource, Effect effect) {
    this(operationName, method, scope, subResource, effect, REFUSED);
  }

  S3Operation(
      String operationName,
      String method,
      Scope scope,
      String subResource,
      Effect effect,
      Treatment treatment) {
    this.operationName = operationName;
    this.method = method;
    this.scope = scope;
    this.subResource = subResource;
    this.effect = effect;
    this.treatment = treatment;
  }

  /** The name that the API reference gives it, such as {@code PutObject}. */
  public String operationName() {
    return operationName;
  }

  /** The HTTP method, in upper case. */
  public String method() {
    return method;
  }

  /** What it is asked of. */
  public Scope scope() {
    return scope;
  }

  /**
   * The query parameter that selects it, empty when the bare path does. A name after a plus sign is
   * that of a further parameter or header which selects a variant: {@code analytics+id}.
   */
  public String subResource() {
    return subResource;
  }

  /** What it does. */
  public Effect effect() {
    return effect;
  }

  /** What Sealgate makes of it. */
  public Treatment treatment() {
    return treatment;
  }

  /** Whether Sealgate serves it, in whichever way; all others answer NotImplemented. */
  public boolean isServed() {
    return treatment != REFUSED;
  }

  /** Whether the backend serves it, and one handler of Sealgate's does for all such operations. */
  public boolean isPassedThrough() {
    return treatment == PASSED_THROUGH;
  }
}
