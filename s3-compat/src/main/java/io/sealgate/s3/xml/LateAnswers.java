package io.sealgate.s3.xml;

import java.util.Set;
import java.util.function.Function;

/** Reads documents that hold either a result or an error, whatever their status was. */
final class LateAnswers {

  private static final int LIMIT_BYTES = 64 << 10;
  private static final int MOST_EVENTS = 1000;

  private LateAnswers() {}

  /**
   * Reads a document.
   *
   * @param document what the backend sent, white space before it included
   * @param roots the root element of success, by each name that it may have
   * @param reader reads the children of that element, its end included
   * @throws io.sealgate.s3.S3Exception InternalError when it is neither
   */
  static <T> LateAnswer<T> parse(
      byte[] document, Set<String> roots, Function<XmlEvents, T> reader) {
    XmlEvents events = XmlEvents.ofBackend(document, LIMIT_BYTES, MOST_EVENTS);
    if (events.next() != XmlEvents.Event.START) {
      throw events.refuse();
    }
    String name = events.name();
    LateAnswer<T> answer;
    if (roots.contains(name)) {
      answer = new LateAnswer.Success<>(reader.apply(events));
    } else if (name.equals("Error")) {
      answer = new LateAnswer.Failure<>(code(events));
    } else {
      throw events.refuse();
    }
    events.requireEnd();
    return answer;
  }

  private static String code(XmlEvents events) {
    String code = null;
    while (events.nextChild()) {
      if (events.name().equals("Code")) {
        code = events.readText().strip();
      } else {
        events.skip();
      }
    }
    if (code == null || code.isEmpty()) {
      throw events.refuse();
    }
    return code;
  }
}
