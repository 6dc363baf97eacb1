package io.sealgate.s3.xml;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a listing of objects for the client, with what is known of the sealed ones. */
final class ListingRewrite {

  private final XmlEvents events;
  private final ListingText text;
  private final Iterator<@Nullable PlaintextRow> rows;

  /**
   * A listing that is not written yet.
   *
   * @param events the backend's, before its root
   * @param text where that walk's text is written
   * @param rows for each object what to show, null to leave its row alone
   */
  ListingRewrite(XmlEvents events, ListingText text, List<@Nullable PlaintextRow> rows) {
    this.events = events;
    this.text = text;
    this.rows = rows.iterator();
  }

  /** Writes it. */
  byte[] write() {
    if (events.next() != XmlEvents.Event.START || !ListObjectsResult.isListing(events.name())) {
      throw events.refuse();
    }
    return text.write(this::writeObject);
  }

  private boolean writeObject(String name) {
    if (!ListObjectsResult.isObject(name)) {
      return false;
    }
    PlaintextRow row = rows.next();
    text.writeRow(row == null ? null : row.checksum(), fact -> writeFact(fact, row));
    return true;
  }

  private void writeFact(String name, @Nullable PlaintextRow row) {
    switch (name) {
      // MinIO's answer to metadata=true, which the client has not asked for.
      case "UserMetadata", "UserTags", "Internal" -> events.skip();
      case "Size" -> writeFact(name, row == null ? null : Long.toString(row.sizeBytes()));
      case "ETag" -> writeFact(name, row == null ? null : row.eTag());
      case "ChecksumAlgorithm", "ChecksumType" -> {
        if (row == null) {
          events.copyElement(text.out());
        } else {
          events.skip(); // the backend's checksum covers ciphertext
        }
      }
      default -> events.copyElement(text.out());
    }
  }

  /** Writes what is known, else what the backend says. */
  private void writeFact(String name, @Nullable String known) {
    if (known == null) {
      events.copyElement(text.out());
    } else {
      events.skip();
      text.out().element(name, known);
    }
  }
}
