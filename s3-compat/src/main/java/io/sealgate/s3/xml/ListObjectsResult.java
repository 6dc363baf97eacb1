package io.sealgate.s3.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A backend's answer to ListObjects, ListObjectsV2 or ListObjectVersions (S3 API reference, {@code
 * ListBucketResult} and {@code ListVersionsResult}): its rows as values, and the whole document to
 * be {@linkplain #rewrite rewritten} for the client.
 */
public final class ListObjectsResult {

  private static final int LIMIT_BYTES = 32 << 20;
  private static final int MOST_EVENTS = 400_000;

  private final XmlEvents events;
  private final List<ListedObject> objects = new ArrayList<>();
  private boolean urlEncoded;
  private boolean truncated;
  private @Nullable String nextContinuationToken;

  private ListObjectsResult(byte[] document) {
    events = XmlEvents.ofBackend(document, LIMIT_BYTES, MOST_EVENTS);
  }

  /**
   * Reads a backend's answer.
   *
   * @param document the answer
   * @throws io.sealgate.s3.S3Exception InternalError when it is not such a document
   */
  public static ListObjectsResult parse(byte[] document) {
    ListObjectsResult result = new ListObjectsResult(document);
    result.read();
    return result;
  }

  /** The rows that are objects, in order; delete markers and common prefixes are none. */
  public List<ListedObject> objects() {
    return List.copyOf(objects);
  }

  /** Whether there is more to list. */
  public boolean truncated() {
    return truncated;
  }

  /** Where ListObjectsV2 goes on; null when it does not, or in another kind of listing. */
  public @Nullable String nextContinuationToken() {
    return nextContinuationToken;
  }

  /**
   * Makes the client's answer: sizes, ETags and checksum algorithms replaced in the rows that are
   * sealed, owners in all, the backend's metadata extension left out, all else copied, unknown
   * elements included.
   *
   * @param rows for each of {@link #objects} what to show, null to leave the row alone
   * @param owner whose the objects are in the client's eyes, where the backend says whose they are
   * @param urlEncode whether the client asked for {@code encoding-type=url}, whatever the backend
   *     was asked for
   */
  public byte[] rewrite(List<@Nullable PlaintextRow> rows, Owner owner, boolean urlEncode) {
    if (rows.size() != objects.size()) {
      throw new IllegalArgumentException(rows.size() + " rows for " + objects.size() + " objects");
    }
    XmlEvents again = events.again();
    ListingText text = new ListingText(again, new KeyCoding(urlEncoded, urlEncode), owner);
    return new ListingRewrite(again, text, rows).write();
  }

  /** Whether an element of a listing is the row of an object. */
  static boolean isObject(String name) {
    return name.equals("Contents") || name.equals("Version");
  }

  /** Whether a root element is that of a listing. */
  static boolean isListing(String name) {
    return name.equals("ListBucketResult") || name.equals("ListVersionsResult");
  }

  private void read() {
    if (events.next() != XmlEvents.Event.START || !isListing(events.name())) {
      throw events.refuse();
    }
    while (events.nextChild()) {
      String name = events.name();
      if (isObject(name)) {
        objects.add(object(events));
        continue;
      }
      switch (name) {
        case "EncodingType" -> urlEncoded = events.readText().strip().equals("url");
        case "IsTruncated" -> truncated = events.readText().strip().equals("true");
        case "NextContinuationToken" -> nextContinuationToken = events.readText();
        default -> events.skip();
      }
    }
    events.requireEnd();
    if (urlEncoded) {
      KeyCoding coding = new KeyCoding(true, false);
      objects.replaceAll(row ->
          new ListedObject(
              coding.recode(row.key(), events),
              row.versionId(),
              row.eTag(),
              row.sizeBytes(),
              row.lastModified(),
              row.metadata()));
    }
  }

  private static ListedObject object(XmlEvents events) {
    String key = null;
    String versionId = null;
    String eTag = "";
    long sizeBytes = -1;
    String lastModified = null;
    Map<String, String> metadata = Map.of();
    while (events.nextChild()) {
      switch (events.name()) {
        case "Key" -> key = events.readText();
        case "VersionId" -> versionId = events.readText();
        case "ETag" -> eTag = events.readText();
        case "Size" -> sizeBytes = size(events);
        case "LastModified" -> lastModified = events.readText();
        case "UserMetadata" -> metadata = metadata(events);
        default -> events.skip();
      }
    }
    if (key == null || sizeBytes < 0) {
      throw events.refuse();
    }
    return new ListedObject(key, versionId, eTag, sizeBytes, lastModified, metadata);
  }

  private static long size(XmlEvents events) {
    String text = events.readText().strip();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw events.refuse();
    }
  }

  private static Map<String, String> metadata(XmlEvents events) {
    Map<String, String> metadata = new HashMap<>();
    while (events.nextChild()) {
      String name = events.name().toLowerCase(Locale.ROOT);
      metadata.put(name, events.readText());
    }
    return metadata;
  }
}
