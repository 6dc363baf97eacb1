package io.sealgate.s3.headers;

import static io.sealgate.s3.S3Operation.COMPLETE_MULTIPART_UPLOAD;
import static io.sealgate.s3.S3Operation.COPY_OBJECT;
import static io.sealgate.s3.S3Operation.CREATE_MULTIPART_UPLOAD;
import static io.sealgate.s3.S3Operation.DELETE_OBJECT;
import static io.sealgate.s3.S3Operation.GET_BUCKET_LIFECYCLE_CONFIGURATION;
import static io.sealgate.s3.S3Operation.GET_OBJECT;
import static io.sealgate.s3.S3Operation.GET_OBJECT_ATTRIBUTES;
import static io.sealgate.s3.S3Operation.HEAD_OBJECT;
import static io.sealgate.s3.S3Operation.LIST_PARTS;
import static io.sealgate.s3.S3Operation.PUT_BUCKET_LIFECYCLE_CONFIGURATION;
import static io.sealgate.s3.S3Operation.PUT_OBJECT;
import static io.sealgate.s3.S3Operation.UPLOAD_PART_COPY;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Operation;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which headers of a backend's answer reach the client. Allow-listed: lengths, ranges, entity tags,
 * checksums and encryption headers of the backend are about the sealed bytes, its request ids,
 * region and {@code x-minio-*} headers about itself; for all of these Sealgate has its own.
 */
public final class AnswerHeaders {

  private static final HeaderTable<Set<S3Operation>> PASSED = table();

  private AnswerHeaders() {}

  /**
   * The lines of the backend's answer that are passed on: for reads the metadata that the object
   * was stored with (the envelope excepted), its version, storage class, lock and so on.
   *
   * @param operation a served operation
   * @param backendAnswer what the backend sent
   * @return a new list, to which Sealgate adds its own headers
   */
  public static HeaderList passed(S3Operation operation, Headers backendAnswer) {
    HeaderList passed = new HeaderList();
    for (Map.Entry<String, String> line : backendAnswer) {
      if (passes(operation, line.getKey())) {
        passed.add(line.getKey(), line.getValue());
      }
    }
    return passed;
  }

  /**
   * Whether a header of the backend's answer is passed on.
   *
   * @param operation a served operation
   * @param name the header
   */
  public static boolean passes(S3Operation operation, String name) {
    Set<S3Operation> operations = PASSED.get(name);
    if (operations != null) {
      return operations.contains(operation);
    }
    return (operation == GET_OBJECT || operation == HEAD_OBJECT)
        && UserMetadata.isEntry(name)
        && !UserMetadata.isEnvelope(name);
  }

  private static HeaderTable<Set<S3Operation>> table() {
    Map<String, Set<S3Operation>> rows = new HashMap<>();
    Set<S3Operation> everywhere = EnumSet.allOf(S3Operation.class);
    for (String name : new String[] {"Retry-After", "x-amz-request-charged"}) {
      rows.put(name, everywhere);
    }
    for (String name :
        new String[] {
          "Cache-Control",
          "Content-Disposition",
          "Content-Encoding",
          "Content-Language",
          "Expires",
          "x-amz-archive-status",
          "x-amz-missing-meta",
          "x-amz-object-lock-legal-hold",
          "x-amz-object-lock-mode",
          "x-amz-object-lock-retain-until-date",
          "x-amz-replication-status",
          "x-amz-restore",
          "x-amz-storage-class",
          "x-amz-tagging-count",
          "x-amz-website-redirect-location"
        }) {
      rows.put(name, EnumSet.of(GET_OBJECT, HEAD_OBJECT));
    }
    rows.put("Content-Type", union(EnumSet.of(GET_OBJECT, HEAD_OBJECT), relayed()));
    rows.put("Last-Modified", EnumSet.of(GET_OBJECT, HEAD_OBJECT, GET_OBJECT_ATTRIBUTES));
    rows.put(
        "x-amz-expiration",
        EnumSet.of(GET_OBJECT, HEAD_OBJECT, PUT_OBJECT, COPY_OBJECT, COMPLETE_MULTIPART_UPLOAD));
    rows.put(
        "x-amz-delete-marker",
        EnumSet.of(GET_OBJECT, HEAD_OBJECT, DELETE_OBJECT, GET_OBJECT_ATTRIBUTES));
    rows.put(
        "x-amz-version-id",
        union(
            EnumSet.of(
                GET_OBJECT,
                HEAD_OBJECT,
                PUT_OBJECT,
                DELETE_OBJECT,
                COPY_OBJECT,
                COMPLETE_MULTIPART_UPLOAD,
                GET_OBJECT_ATTRIBUTES),
            relayed()));
    rows.put("x-amz-copy-source-version-id", EnumSet.of(COPY_OBJECT, UPLOAD_PART_COPY));
    for (String name : new String[] {"x-amz-abort-date", "x-amz-abort-rule-id"}) {
      rows.put(name, EnumSet.of(CREATE_MULTIPART_UPLOAD, LIST_PARTS));
    }
    rows.put(
        "x-amz-transition-default-minimum-object-size",
        EnumSet.of(GET_BUCKET_LIFECYCLE_CONFIGURATION, PUT_BUCKET_LIFECYCLE_CONFIGURATION));
    return new HeaderTable<>(rows);
  }

  /** The operations whose answers are the backend's own documents. */
  private static Set<S3Operation> relayed() {
    Set<S3Operation> relayed = EnumSet.noneOf(S3Operation.class);
    for (S3Operation operation : S3Operation.values()) {
      if (operation.isPassedThrough()) {
        relayed.add(operation);
      }
    }
    return relayed;
  }

  private static Set<S3Operation> union(Set<S3Operation> some, Set<S3Operation> others) {
    Set<S3Operation> all = EnumSet.copyOf(some);
    all.addAll(others);
    return all;
  }
}
