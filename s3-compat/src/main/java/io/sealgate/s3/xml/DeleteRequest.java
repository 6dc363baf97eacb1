package io.sealgate.s3.xml;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of DeleteObjects (S3 API reference, "Delete").
 *
 * @param objects what to delete, 1 to 1000, in order; the same object may be there twice
 * @param quiet whether the answer names failures only
 */
public record DeleteRequest(List<Target> objects, boolean quiet) {

  /**
   * The longest body that is accepted: a thousand keys of 1,024 bytes, each of them six bytes as a
   * reference, are 6,144,000, and versions of 1,024 bytes 1,024,000 more; that leaves 1,220 bytes a
   * row for tags, elements and white space.
   */
  public static final int LIMIT_BYTES = 8 << 20;

  private static final int MOST_OBJECTS = 1000;
  private static final int MOST_EVENTS = 40 * MOST_OBJECTS;

  /** Copies the list. */
  public DeleteRequest {
    objects = List.copyOf(objects);
  }

  /**
   * One object to delete.
   *
   * @param key its key, not empty
   * @param versionId the version to delete for good, null for the current one
   * @param eTag delete only if the ETag is this, null for no condition; whoever cannot enforce it
   *     must refuse
   */
  public record Target(String key, @Nullable String versionId, @Nullable String eTag) {

    /** Checks that nothing is missing. */
    public Target {
      Objects.requireNonNull(key);
    }
  }

  /**
   * Reads a client's body.
   *
   * @throws S3Exception MalformedXML, also for more than 1000 objects, none, or an unknown element;
   *     NotImplemented for the conditions that only directory buckets have
   */
  public static DeleteRequest parse(byte[] document) {
    XmlEvents events = XmlEvents.ofClient(document, LIMIT_BYTES, MOST_EVENTS);
    events.requireRoot("Delete");
    List<Target> objects = new ArrayList<>();
    boolean quiet = false;
    while (events.nextChild()) {
      switch (events.name()) {
        case "Object" -> objects.add(target(events));
        case "Quiet" -> quiet = events.readFlag();
        default -> throw events.refuse();
      }
    }
    events.requireEnd();
    if (objects.isEmpty() || objects.size() > MOST_OBJECTS) {
      throw events.refuse();
    }
    return new DeleteRequest(objects, quiet);
  }

  /** The body to send to the backend. */
  public byte[] write() {
    XmlText text = XmlText.document(64 + 64 * objects.size()).root("Delete");
    for (Target target : objects) {
      text.open("Object")
          .element("Key", target.key())
          .element("VersionId", target.versionId())
          .element("ETag", target.eTag())
          .close("Object");
    }
    return text.element("Quiet", Boolean.toString(quiet)).close("Delete").bytes();
  }

  private static Target target(XmlEvents events) {
    String key = null;
    String versionId = null;
    String eTag = null;
    while (events.nextChild()) {
      switch (events.name()) {
        case "Key" -> key = events.readText();
        case "VersionId" -> versionId = events.readText();
        case "ETag" -> eTag = events.readText();
        case "LastModifiedTime", "Size" -> throw new S3Exception(S3Error.NOT_IMPLEMENTED);
        default -> throw events.refuse();
      }
    }
    if (key == null || key.isEmpty()) {
      throw events.refuse();
    }
    return new Target(key, versionId == null || versionId.isEmpty() ? null : versionId, eTag);
  }
}
