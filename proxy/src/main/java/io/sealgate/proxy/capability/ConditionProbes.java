package io.sealgate.proxy.capability;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;

/**
 * Whether a backend enforces conditions on writes: each is asked for once where it does not hold,
 * which must be refused, and once where it does, which must not.
 */
final class ConditionProbes {

  private final ProbeFolder folder;

  ConditionProbes(ProbeFolder folder) {
    this.folder = folder;
  }

  Support createOnlyPut() {
    folder.put("create-only-put");
    return both(
        write("create-only-put", "If-None-Match", "*"),
        write("create-only-put-new", "If-None-Match", "*"));
  }

  Support matchingPut() {
    String eTag = folder.put("matching-put");
    return both(
        write("matching-put", "If-Match", ProbeFolder.OTHER_ETAG),
        write("matching-put", "If-Match", eTag));
  }

  Support matchingDelete() {
    String eTag = folder.put("matching-delete");
    return both(delete("matching-delete", ProbeFolder.OTHER_ETAG), delete("matching-delete", eTag));
  }

  Support matchingCopySource() {
    String eTag = folder.put("copied");
    return both(
        copy("copied", "copy", "x-amz-copy-source-if-match", ProbeFolder.OTHER_ETAG),
        copy("copied", "copy", "x-amz-copy-source-if-match", eTag));
  }

  Support createOnlyCopy() {
    folder.put("copied-once");
    folder.put("create-only-copy");
    return both(
        copy("copied-once", "create-only-copy", "If-None-Match", "*"),
        copy("copied-once", "create-only-copy-new", "If-None-Match", "*"));
  }

  Support matchingCopy() {
    folder.put("copied-over");
    String eTag = folder.put("matching-copy");
    return both(
        copy("copied-over", "matching-copy", "If-Match", ProbeFolder.OTHER_ETAG),
        copy("copied-over", "matching-copy", "If-Match", eTag));
  }

  private Support both(BackendRequest failing, BackendRequest holding) {
    Support refusal = ProbeFolder.refusal(folder.call(failing));
    return refusal == Support.WORKS ? ProbeFolder.success(folder.call(holding)) : refusal;
  }

  private BackendRequest write(String name, String condition, String value) {
    return folder
        .request("PUT", name)
        .withHeaders(HeaderList.of(condition, value))
        .withBody(ProbeFolder.CONTENT);
  }

  private BackendRequest copy(String from, String to, String condition, String value) {
    return folder
        .request("PUT", to)
        .withHeaders(HeaderList.of("x-amz-copy-source", folder.copySource(from), condition, value));
  }

  private BackendRequest delete(String name, String eTag) {
    return folder.request("DELETE", name).withHeaders(HeaderList.of("If-Match", eTag));
  }
}
