package io.sealgate.proxy.operation.copy;

import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.s3.xml.TagSet;
import java.util.Optional;

/** The tags of what is copied, where the backend does not take them over itself. Blocks. */
final class SourceTags {

  private static final int ANSWER_LIMIT_BYTES = 64 * 1024;

  private SourceTags() {}

  /** The tags as {@code x-amz-tagging} has them; empty when there are none. */
  static Optional<String> of(BackendCalls backend, CopySourceObject source) {
    if (source.stored().headers().first("x-amz-tagging-count") == null) {
      return Optional.empty();
    }
    BackendRequest object = source.access().request("GET");
    String query = object.rawQuery().isEmpty() ? "tagging=" : "tagging=&" + object.rawQuery();
    BackendResponse response = backend.call(object.withQuery(query), ANSWER_LIMIT_BYTES);
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response);
    }
    String tags = TagSet.header(response.body());
    return tags.isEmpty() ? Optional.empty() : Optional.of(tags);
  }
}
