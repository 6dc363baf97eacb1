package io.sealgate.proxy.operation.read;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.body.Span;

/**
 * The bytes that a read gives.
 *
 * @param plaintext which of the object's
 * @param objectBytes how many the object has
 * @param partial whether the answer says that it is a part of the object
 */
record Selected(Span plaintext, long objectBytes, boolean partial) {

  static Selected whole(long objectBytes) {
    return new Selected(new Span(0, objectBytes), objectBytes, false);
  }

  /** Some of the bytes; of an empty part there is nothing that a Content-Range could say. */
  static Selected of(Span plaintext, long objectBytes) {
    return new Selected(plaintext, objectBytes, plaintext.lengthBytes() > 0);
  }

  boolean isEmpty() {
    return plaintext.lengthBytes() == 0;
  }

  /** The status of the answer. */
  int status() {
    return partial ? 206 : 200;
  }

  /** Adds Content-Range, if the answer has one (RFC 9110, section 14.4). */
  void addTo(HeaderList headers) {
    if (partial) {
      headers.set(
          "Content-Range",
          "bytes "
              + plaintext.offsetBytes()
              + "-"
              + (plaintext.endBytes() - 1)
              + "/"
              + objectBytes);
    }
  }
}
