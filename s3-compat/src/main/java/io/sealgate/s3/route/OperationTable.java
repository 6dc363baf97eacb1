package io.sealgate.s3.route;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.S3Operation;
import io.sealgate.s3.S3Operation.Scope;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which operation a method, a scope and a query name; built once from {@link S3Operation}. */
final class OperationTable {

  private static final String ID = "id";

  private static final Map<Scope, Map<String, Map<String, S3Operation>>> BY_SCOPE = table();

  private OperationTable() {}

  /**
   * The operation, served or not.
   *
   * @throws S3Exception MethodNotAllowed when there is none, NotImplemented when the query names
   *     several
   */
  static S3Operation find(String method, Scope scope, QueryParameters query, Headers headers) {
    Map<String, S3Operation> candidates = BY_SCOPE.getOrDefault(scope, Map.of()).get(method);
    if (candidates == null) {
      throw methodNotAllowed(method, scope);
    }
    S3Operation selected = null;
    for (int i = 0; i < query.size(); i++) {
      S3Operation named = candidates.get(query.name(i));
      if (named != null && selected != null) {
        throw new S3Exception(
            S3Error.NOT_IMPLEMENTED,
            "One request names both "
                + selected.operationName()
                + " and "
                + named.operationName()
                + ".");
      }
      selected = named == null ? selected : named;
    }
    if (selected == null) {
      selected = candidates.get("");
    }
    if (selected == null) {
      throw methodNotAllowed(method, scope);
    }
    return variant(candidates, selected, query, headers);
  }

  /** The query parameter that selects an operation, empty when none does. */
  static String parameterOf(S3Operation operation) {
    String selector = operation.subResource();
    int variant = selector.indexOf('+');
    return variant < 0 ? selector : selector.substring(0, variant);
  }

  private static S3Operation variant(
      Map<String, S3Operation> candidates,
      S3Operation selected,
      QueryParameters query,
      Headers headers) {
    S3Operation variant = null;
    if (headers.contains(CopySource.HEADER)) {
      variant = candidates.get(selected.subResource() + "+" + CopySource.HEADER);
    }
    if (variant == null && query.contains(ID)) {
      variant = candidates.get(selected.subResource() + "+" + ID);
    }
    return variant == null ? selected : variant;
  }

  private static S3Exception methodNotAllowed(String method, @Nullable Scope scope) {
    return new S3Exception(S3Error.METHOD_NOT_ALLOWED)
        .with("Method", method)
        .with("ResourceType", String.valueOf(scope));
  }

  private static Map<Scope, Map<String, Map<String, S3Operation>>> table() {
    Map<Scope, Map<String, Map<String, S3Operation>>> table = new EnumMap<>(Scope.class);
    for (S3Operation operation : S3Operation.values()) {
      S3Operation other =
          table
              .computeIfAbsent(operation.scope(), _ -> new HashMap<>())
              .computeIfAbsent(operation.method(), _ -> new HashMap<>())
              .put(operation.subResource(), operation);
      if (other != null) {
        throw new IllegalStateException(operation + " and " + other + " are told apart by nothing");
      }
    }
    return table;
  }
}
