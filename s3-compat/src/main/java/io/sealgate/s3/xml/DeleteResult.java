package io.sealgate.s3.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to DeleteObjects (S3 API reference, "DeleteResult").
 *
 * @param deleted what is gone, or was never there
 * @param failed what is not
 */
public record DeleteResult(List<Deleted> deleted, List<Failed> failed) {

  /**
   * The longest answer that is read, for its rows are deleted whether it is or not: a thousand of
   * them with a key of 1,024 bytes that are six bytes each as references, once more in a message,
   * two versions of 1,024 bytes, and 2,441 bytes for everything else.
   */
  public static final int LIMIT_BYTES = 16 << 20;

  /** A row has ten elements at most, with a start, a text, an end and white space each. */
  private static final int MOST_EVENTS = 40_000;

  /** Copies the lists. */
  public DeleteResult {
    deleted = List.copyOf(deleted);
    failed = List.copyOf(failed);
  }

  /**
   * One that is gone.
   *
   * @param key the object's key
   * @param versionId the version that was named, null when none was
   * @param deleteMarker whether a delete marker was made, or was what was deleted
   * @param deleteMarkerVersionId that marker's version, null when there is none
   */
  public record Deleted(
      String key,
      @Nullable String versionId,
      boolean deleteMarker,
      @Nullable String deleteMarkerVersionId) {

    /** Checks that nothing is missing. */
    public Deleted {
      Objects.requireNonNull(key);
    }
  }

  /**
   * One that is not gone.
   *
   * @param key the object's key
   * @param versionId the version that was named, null when none was
   * @param code the error's code
   * @param message the error's message
   */
  public record Failed(String key, @Nullable String versionId, String code, String message) {

    /** Checks that nothing is missing. */
    public Failed {
      Objects.requireNonNull(key);
      Objects.requireNonNull(code);
      Objects.requireNonNull(message);
    }
  }

  /**
   * Reads a backend's answer. Elements of the backend's own are passed over.
   *
   * @throws io.sealgate.s3.S3Exception InternalError when it is not such a document
   */
  public static DeleteResult parse(byte[] document) {
    XmlEvents events = XmlEvents.ofBackend(document, LIMIT_BYTES, MOST_EVENTS);
    events.requireRoot("DeleteResult");
    List<Deleted> deleted = new ArrayList<>();
    List<Failed> failed = new ArrayList<>();
    while (events.nextChild()) {
      switch (events.name()) {
        case "Deleted" -> {
          Deleted one = deleted(events);
          if (one != null) {
            deleted.add(one);
          }
        }
        case "Error" -> failed.add(failed(events));
        default -> events.skip();
      }
    }
    events.requireEnd();
    return new DeleteResult(deleted, failed);
  }

  /**
   * The body to send to the client.
   *
   * @param quiet whether it asked for failures only
   */
  public byte[] write(boolean quiet) {
    XmlText text =
        XmlText.document(128 * (1 + deleted.size() + failed.size())).root("DeleteResult");
    if (!quiet) {
      for (Deleted one : deleted) {
        text.open("Deleted")
            .element("Key", one.key())
            .element("VersionId", one.versionId())
            .element("DeleteMarker", one.deleteMarker() ? "true" : null)
            .element("DeleteMarkerVersionId", one.deleteMarkerVersionId())
            .close("Deleted");
      }
    }
    for (Failed one : failed) {
      text.open("Error")
          .element("Key", one.key())
          .element("VersionId", one.versionId())
          .element("Code", one.code())
          .element("Message", one.message())
          .close("Error");
    }
    return text.close("DeleteResult").bytes();
  }

  /** Null for the empty element that MinIO leaves when it refuses one of several keys. */
  private static @Nullable Deleted deleted(XmlEvents events) {
    String key = null;
    String versionId = null;
    boolean marker = false;
    String markerVersionId = null;
    while (events.nextChild()) {
      switch (events.name()) {
        case "Key" -> key = events.readText();
        case "VersionId" -> versionId = events.readText();
        case "DeleteMarker" -> marker = events.readText().strip().equals("true");
        case "DeleteMarkerVersionId" -> markerVersionId = events.readText();
        default -> events.skip();
      }
    }
    if (key == null || key.isEmpty()) {
      return null;
    }
    return new Deleted(key, present(versionId), marker, present(markerVersionId));
  }

  private static Failed failed(XmlEvents events) {
    String key = null;
    String versionId = null;
    String code = null;
    String message = "";
    while (events.nextChild()) {
      switch (events.name()) {
        case "Key" -> key = events.readText();
        case "VersionId" -> versionId = events.readText();
        case "Code" -> code = events.readText();
        case "Message" -> message = events.readText();
        default -> events.skip();
      }
    }
    if (key == null || code == null) {
      throw events.refuse();
    }
    return new Failed(key, present(versionId), code, message);
  }

  /** Some backends write an empty element where AWS writes none. */
  private static @Nullable String present(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
