package io.sealgate.s3.xml;

import io.sealgate.s3.S3Exception;
import java.util.Optional;

/** The code in a backend's error document: all of it that is to be believed. */
public final class ErrorCode {

  private static final int LIMIT_BYTES = 64 << 10;
  private static final int MOST_EVENTS = 1000;

  private ErrorCode() {}

  /**
   * Reads the code.
   *
   * @param document what the backend sent with an error status
   * @return empty when it is no error document
   */
  public static Optional<String> parse(byte[] document) {
    if (document.length == 0) {
      return Optional.empty();
    }
    try {
      XmlEvents events = XmlEvents.ofBackend(document, LIMIT_BYTES, MOST_EVENTS);
      events.requireRoot("Error");
      while (events.nextChild()) {
        if (events.name().equals("Code")) {
          return Optional.of(events.readText().strip());
        }
        events.skip();
      }
      return Optional.empty();
    } catch (S3Exception malformed) {
      return Optional.empty(); // the status says enough
    }
  }
}
