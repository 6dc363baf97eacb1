package io.sealgate.s3.xml;

import io.sealgate.s3.body.ChecksumKind;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a listing of the backend's, which writes it for the client: keys in the encoding
 * that the client asked for, owners replaced, rows as whoever knows them writes them, all else
 * copied.
 */
final class ListingText {

  private final XmlEvents events;
  private final KeyCoding coding;
  private final Owner owner;
  private final XmlText out;
  private boolean encodingShown;

  /**
   * Nothing written yet.
   *
   * @param events the backend's listing, at its root
   * @param coding how keys are written
   * @param owner shown of every row
   */
  ListingText(XmlEvents events, KeyCoding coding, Owner owner) {
    this.events = events;
    this.coding = coding;
    this.owner = owner;
    this.out = XmlText.document(events.documentBytes() + 64);
  }

  /** Where rows are written to. */
  XmlText out() {
    return out;
  }

  /**
   * Writes the whole listing.
   *
   * @param rows writes the current element if it is a row, and else says that it is not
   */
  byte[] write(Predicate<String> rows) {
    events.copyTag(out);
    while (events.nextChild()) {
      String name = events.name();
      if (!rows.test(name)) {
        writeChild(name);
      }
    }
    if (coding.toUrl() && !encodingShown) {
      out.element("EncodingType", "url");
    }
    events.copyTag(out);
    events.requireEnd();
    return out.bytes();
  }

  /**
   * Writes the current element, a row.
   *
   * @param checksum added to it; null when none
   * @param facts writes, or leaves out, those of its children that are neither keys nor owners
   */
  void writeRow(@Nullable ChecksumKind checksum, Consumer<String> facts) {
    events.copyTag(out);
    while (events.nextChild()) {
      String name = events.name();
      switch (name) {
        case "Key", "Prefix" -> writeKey(name);
        case "Owner", "Initiator" -> {
          events.skip();
          out.owner(name, owner);
        }
        default -> facts.accept(name);
      }
    }
    out.checksumKind(checksum);
    events.copyTag(out);
  }

  private void writeChild(String name) {
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
      case "CommonPrefixes", "DeleteMarker" -> writeRow(null, fact -> events.copyElement(out));
      default -> events.copyElement(out);
    }
  }

  private void writeKey(String name) {
    out.element(name, coding.recode(events.readText(), events));
  }
}
