package io.sealgate.s3.xml;

import io.sealgate.s3.route.PercentEncoding;

/** The tags of an object (S3 API reference, "Tagging"). */
public final class TagSet {

  /** Ten tags of 128 and 256 characters, each escaped, and their elements. */
  private static final int LIMIT_BYTES = 64 << 10;

  private static final int MOST_EVENTS = 1000;

  private TagSet() {}

  /**
   * The tags of a backend's answer to GetObjectTagging as the header {@code x-amz-tagging} has
   * them.
   *
   * @return empty when there are none
   * @throws io.sealgate.s3.S3Exception InternalError when it is no such answer
   */
  public static String header(byte[] document) {
    XmlEvents events = XmlEvents.ofBackend(document, LIMIT_BYTES, MOST_EVENTS);
    events.requireRoot("Tagging");
    StringBuilder header = new StringBuilder();
    while (events.nextChild()) {
      if (events.name().equals("TagSet")) {
        while (events.nextChild()) {
          append(events, header);
        }
      } else {
        events.skip();
      }
    }
    events.requireEnd();
    return header.toString();
  }

  private static void append(XmlEvents events, StringBuilder header) {
    String key = "";
    String value = "";
    while (events.nextChild()) {
      switch (events.name()) {
        case "Key" -> key = events.readText();
        case "Value" -> value = events.readText();
        default -> events.skip();
      }
    }
    if (header.length() > 0) {
      header.append('&');
    }
    header
        .append(PercentEncoding.encodeQuery(key))
        .append('=')
        .append(PercentEncoding.encodeQuery(value));
  }
}
