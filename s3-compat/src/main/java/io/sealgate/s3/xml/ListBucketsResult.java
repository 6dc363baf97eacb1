package io.sealgate.s3.xml;

import java.util.function.Predicate;

/**
 * The answer to ListBuckets (S3 API reference, "ListAllMyBucketsResult"): the backend's, without
 * the buckets that the client must not see and under another owner; all else is copied.
 */
public final class ListBucketsResult {

  private static final int LIMIT_BYTES = 16 << 20;
  private static final int MOST_EVENTS = 400_000;

  private ListBucketsResult() {}

  /**
   * Makes the client's answer.
   *
   * @param document what the backend answered
   * @param visible whether the client may see a bucket of that name
   * @param owner the owner to show
   * @throws io.sealgate.s3.S3Exception InternalError when the document is malformed
   */
  public static byte[] rewrite(byte[] document, Predicate<String> visible, Owner owner) {
    XmlEvents events = XmlEvents.ofBackend(document, LIMIT_BYTES, MOST_EVENTS);
    XmlText out = XmlText.document(document.length + 128);
    events.requireRoot("ListAllMyBucketsResult");
    events.copyTag(out);
    while (events.nextChild()) {
      switch (events.name()) {
        case "Owner" -> {
          events.skip();
          out.owner("Owner", owner);
        }
        case "Buckets" -> copyBuckets(events, out, visible);
        default -> events.copyElement(out);
      }
    }
    events.copyTag(out);
    events.requireEnd();
    return out.bytes();
  }

  private static void copyBuckets(XmlEvents events, XmlText out, Predicate<String> visible) {
    events.copyTag(out);
    while (events.nextChild()) {
      int before = out.lengthChars();
      if (!visible.test(copyBucket(events, out))) {
        out.cut(before);
      }
    }
    events.copyTag(out);
  }

  /** Returns the bucket's name. */
  private static String copyBucket(XmlEvents events, XmlText out) {
    String name = null;
    events.copyTag(out);
    while (events.nextChild()) {
      if (events.name().equals("Name")) {
        name = events.readText();
        out.element("Name", name);
      } else {
        events.copyElement(out);
      }
    }
    events.copyTag(out);
    if (name == null) {
      throw events.refuse();
    }
    return name;
  }
}
