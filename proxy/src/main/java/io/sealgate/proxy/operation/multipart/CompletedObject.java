package io.sealgate.proxy.operation.multipart;

import io.sealgate.auth.Headers;
import io.sealgate.crypto.multipart.CompletionRecord;

/**
 * A multipart object that has come into being.
 *
 * @param backendETag with its quotes
 * @param record what pins it
 * @param headers of the backend's answer, or of one to a look at the object
 */
record CompletedObject(String backendETag, CompletionRecord record, Headers headers) {

  /** The ETag that clients see, with its quotes. */
  String shownETag() {
    return record.eTag().orElse(backendETag);
  }
}
