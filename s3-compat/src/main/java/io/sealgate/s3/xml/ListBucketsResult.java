package io.sealgate.s3.xml;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The answer to ListBuckets (S3 API reference, "ListAllMyBucketsResult"): the backend's, under
 * another owner and with those of its buckets that the client may see and asks for, in the order of
 * their names; all else is copied.
 */
public final class ListBucketsResult {

  private static final int LIMIT_BYTES = 16 << 20;
  private static final int MOST_EVENTS = 400_000;

  private ListBucketsResult() {}

  /**
   * Makes the client's answer.
   *
   * @param document what the backend answered, which must be all its buckets
   * @param visible whether the client may see a bucket of that name
   * @param asked which of them are asked for
   * @param owner the owner to show
   * @throws io.sealgate.s3.S3Exception InternalError when the document is malformed
   */
  public static byte[] rewrite(
      byte[] document, Predicate<String> visible, BucketsAsked asked, Owner owner) {
    XmlEvents events = XmlEvents.ofBackend(document, LIMIT_BYTES, MOST_EVENTS);
    XmlText out = XmlText.document(document.length + 128);
    String token = null;
    events.requireRoot("ListAllMyBucketsResult");
    events.copyTag(out);
    while (events.nextChild()) {
      switch (events.name()) {
        case "Owner" -> {
          events.skip();
          out.owner("Owner", owner);
        }
        case "Buckets" -> token = copyBuckets(events, out, visible, asked);
        default -> events.copyElement(out);
      }
    }
    out.element("ContinuationToken", token).element("Prefix", asked.prefix());
    events.copyTag(out);
    events.requireEnd();
    return out.bytes();
  }

  /** Returns the name behind which the next page starts, null when there is none. */
  private static @Nullable String copyBuckets(
      XmlEvents events, XmlText out, Predicate<String> visible, BucketsAsked asked) {
    events.copyTag(out);
    NavigableMap<String, String> buckets = new TreeMap<>();
    while (events.nextChild()) {
      XmlText bucket = XmlText.fragment();
      String name = copyBucket(events, bucket);
      if (visible.test(name) && asked.includes(name)) {
        buckets.put(name, bucket.toString());
      }
    }
    int shown = 0;
    String last = null;
    for (Map.Entry<String, String> bucket : buckets.entrySet()) {
      if (asked.isFull(shown)) {
        events.copyTag(out);
        return last;
      }
      out.raw(bucket.getValue());
      last = bucket.getKey();
      shown++;
    }
    events.copyTag(out);
    return null;
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
