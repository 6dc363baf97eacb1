package io.sealgate.s3.xml;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over a listing that replaces what a client is to see otherwise and copies the rest. */
final class ListingRewrite {

  private final XmlEvents events;
  private final XmlText out;
  private final KeyCoding coding;
  private final Iterator<@Nullable PlaintextRow> rows;
  private final Owner owner;
  private boolean encodingShown;

  ListingRewrite(
      byte[] document, KeyCoding coding, List<@Nullable PlaintextRow> rows, Owner owner) {
    events =
        XmlEvents.ofBackend(document, ListObjectsResult.LIMIT_BYTES, ListObjectsResult.MOST_EVENTS);
    out = new XmlText(document.length + 64);
    this.coding = coding;
    this.rows = rows.iterator();
    this.owner = owner;
  }

  byte[] write() {
    if (events.next() != XmlEvents.Event.START || !ListObjectsResult.isListing(events.name())) {
      throw events.refuse();
    }
    events.copyStart(out);
    while (events.nextChild()) {
      writeChild();
    }
    if (coding.toUrl() && !encodingShown) {
      out.element("EncodingType", "url");
    }
    events.copyEnd(out);
    events.requireEnd();
    return out.bytes();
  }

  private void writeChild() {
    String name = events.name();
    if (ListObjectsResult.isObject(name)) {
      writeObject(rows.next());
      return;
    }
    switch (name) {
      case "EncodingType" -> {
        events.skip();
        if (coding.toUrl()) {
          out.element(name, "url");
          encodingShown = true;
        }
      }
      case "Prefix",
          "Delimiter",
          "Marker",
          "NextMarker",
          "StartAfter",
          "KeyMarker",
          "NextKeyMarker" ->
          writeKey(name);
      case "DeleteMarker", "CommonPrefixes" -> writeUnread();
      default -> events.copyElement(out);
    }
  }

  private void writeObject(@Nullable PlaintextRow row) {
    events.copyStart(out);
    while (events.nextChild()) {
      String name = events.name();
      switch (name) {
        case "Key" -> writeKey(name);
        case "Owner" -> writeOwner();
        // MinIO's answer to metadata=true, which the client has not asked for.
        case "UserMetadata", "UserTags", "Internal" -> events.skip();
        case "Size", "ETag", "ChecksumAlgorithm", "ChecksumType" -> writeFact(name, row);
        default -> events.copyElement(out);
      }
    }
    if (row != null && row.checksum() != null) {
      out.element("ChecksumAlgorithm", row.checksum().algorithm().name());
      out.element("ChecksumType", row.checksum().type().name());
    }
    events.copyEnd(out);
  }

  private void writeFact(String name, @Nullable PlaintextRow row) {
    if (row == null || (name.equals("ETag") && row.eTag() == null)) {
      events.copyElement(out);
      return;
    }
    events.skip();
    switch (name) {
      case "Size" -> out.element(name, Long.toString(row.sizeBytes()));
      case "ETag" -> out.element(name, row.eTag());
      default -> {
        // The backend's checksum covers ciphertext.
      }
    }
  }

  /** A row of which nothing but keys and owners is looked at. */
  private void writeUnread() {
    events.copyStart(out);
    while (events.nextChild()) {
      String name = events.name();
      switch (name) {
        case "Key", "Prefix" -> writeKey(name);
        case "Owner" -> writeOwner();
        default -> events.copyElement(out);
      }
    }
    events.copyEnd(out);
  }

  private void writeOwner() {
    events.skip();
    out.owner("Owner", owner);
  }

  private void writeKey(String name) {
    out.element(name, coding.recode(events.readText(), events));
  }
}
