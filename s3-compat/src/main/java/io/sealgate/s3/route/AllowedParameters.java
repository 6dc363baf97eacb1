package io.sealgate.s3.route;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.S3Operation;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The query parameters that each served operation knows. A backend may give any other one a meaning
 * of its own - MinIO appends to objects and renames them that way - so any other one is refused.
 */
final class AllowedParameters {

  /** Where SDKs repeat the operation's name; it means nothing. */
  private static final String SDK_OPERATION_NAME = "x-id";

  private static final String VERSION_ID = "versionId";

  /** Operations on one version of an object, besides the reads. */
  private static final Set<S3Operation> OF_VERSIONS =
      EnumSet.of(
          S3Operation.DELETE_OBJECT,
          S3Operation.GET_OBJECT_ATTRIBUTES,
          S3Operation.UPDATE_OBJECT_ENCRYPTION,
          S3Operation.GET_OBJECT_ACL,
          S3Operation.PUT_OBJECT_ACL,
          S3Operation.GET_OBJECT_LEGAL_HOLD,
          S3Operation.PUT_OBJECT_LEGAL_HOLD,
          S3Operation.GET_OBJECT_RETENTION,
          S3Operation.PUT_OBJECT_RETENTION,
          S3Operation.GET_OBJECT_TAGGING,
          S3Operation.PUT_OBJECT_TAGGING,
          S3Operation.DELETE_OBJECT_TAGGING);

  private static final Map<S3Operation, Set<String>> BY_OPERATION = table();

  private AllowedParameters() {}

  /** Refuses parameters that the operation does not know; those of a signature are none. */
  static void check(S3Operation operation, QueryParameters query) {
    Set<String> allowed = BY_OPERATION.getOrDefault(operation, Set.of());
    for (int i = 0; i < query.size(); i++) {
      String name = query.name(i);
      if (!allowed.contains(name)
          && !name.equals(SDK_OPERATION_NAME)
          && !PresignedQuery.belongsToSignature(name, query)) {
        throw new S3Exception(
                S3Error.NOT_IMPLEMENTED,
                "The query parameter '"
                    + name
                    + "' is not implemented for "
                    + operation.operationName()
                    + ".")
            .with("ArgumentName", name);
      }
      if (name.startsWith("response-")) {
        requireHeaderValue(name, query.value(i));
      }
    }
    if (operation == S3Operation.LIST_OBJECTS_V2) {
      requireVersion2(query);
    }
  }

  /** What becomes a header of the answer must not break its line. */
  private static void requireHeaderValue(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw new S3Exception(S3Error.INVALID_ARGUMENT, "A header must not hold control chars.")
            .with("ArgumentName", name);
      }
    }
  }

  private static void requireVersion2(QueryParameters query) {
    String version = query.first("list-type");
    if (!"2".equals(version)) {
      throw new S3Exception(S3Error.INVALID_ARGUMENT, "The list-type must be 2.")
          .with("ArgumentName", "list-type")
          .with("ArgumentValue", String.valueOf(version));
    }
  }

  private static Map<S3Operation, Set<String>> table() {
    Set<String> overrides =
        Set.of(
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires");
    Map<S3Operation, Set<String>> table = new EnumMap<>(S3Operation.class);
    for (S3Operation read : Set.of(S3Operation.GET_OBJECT, S3Operation.HEAD_OBJECT)) {
      table.put(read, union(overrides, Set.of("partNumber", VERSION_ID)));
    }
    for (S3Operation ofVersion : OF_VERSIONS) {
      table.put(ofVersion, Set.of(VERSION_ID));
    }
    table.put(S3Operation.UPLOAD_PART, Set.of("partNumber"));
    table.put(S3Operation.UPLOAD_PART_COPY, Set.of("partNumber"));
    table.put(S3Operation.LIST_PARTS, Set.of("max-parts", "part-number-marker"));
    table.put(
        S3Operation.LIST_BUCKETS,
        Set.of("bucket-region", "continuation-token", "max-buckets", "prefix"));
    Set<String> listing = Set.of("delimiter", "encoding-type", "prefix");
    table.put(S3Operation.LIST_OBJECTS, union(listing, Set.of("marker", "max-keys")));
    table.put(
        S3Operation.LIST_OBJECTS_V2,
        union(listing, Set.of("continuation-token", "fetch-owner", "max-keys", "start-after")));
    table.put(
        S3Operation.LIST_OBJECT_VERSIONS,
        union(listing, Set.of("key-marker", "max-keys", "version-id-marker")));
    table.put(
        S3Operation.LIST_MULTIPART_UPLOADS,
        union(listing, Set.of("key-marker", "max-uploads", "upload-id-marker")));
    for (S3Operation operation : S3Operation.values()) {
      String selector = OperationTable.parameterOf(operation);
      if (operation.isServed() && !selector.isEmpty()) {
        table.merge(operation, Set.of(selector), AllowedParameters::union);
      }
    }
    return table;
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }
}
