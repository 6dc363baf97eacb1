package io.sealgate.s3.xml;

import io.sealgate.s3.S3Exception;
import java.util.Optional;

/**
 * The code in a backend's error document: all of it that decides anything. The message is for
 * people, where the code tells them too little.
 */
public final class ErrorCode {

  private static final int LIMIT_BYTES = 64 << 10;
  private static final int MOST_EVENTS = 1000;
  private static final int MESSAGE_CHARS = 300;

  private ErrorCode() {}

  /**
   * Reads the code.
   *
   * @param document what the backend sent with an error status
   * @return empty when it is no error document
   */
  public static Optional<String> parse(byte[] document) {
    return text(document, "Code");
  }

  /**
   * Reads the message.
   *
   * @param document what the backend sent with an error status
   * @return empty when there is none, or none that can be shown as a sentence
   */
  public static Optional<String> message(byte[] document) {
    return text(document, "Message").filter(ErrorCode::isShort);
  }

  private static boolean isShort(String message) {
    return !message.isEmpty()
        && message.length() <= MESSAGE_CHARS
        && message.chars().noneMatch(Character::isISOControl);
  }

  private static Optional<String> text(byte[] document, String element) {
    if (document.length == 0) {
      return Optional.empty();
    }
    try {
      XmlEvents events = XmlEvents.ofBackend(document, LIMIT_BYTES, MOST_EVENTS);
      events.requireRoot("Error");
      while (events.nextChild()) {
        if (events.name().equals(element)) {
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
