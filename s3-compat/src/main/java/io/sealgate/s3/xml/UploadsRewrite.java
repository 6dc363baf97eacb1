package io.sealgate.s3.xml;

import io.sealgate.s3.body.ChecksumKind;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over a listing of uploads that replaces what a client is to see otherwise. */
final class UploadsRewrite {

  private final XmlEvents events;
  private final XmlText out;
  private final KeyCoding coding;
  private final Iterator<@Nullable ChecksumKind> checksums;
  private final Owner owner;
  private boolean encodingShown;

  UploadsRewrite(
      byte[] document, KeyCoding coding, List<@Nullable ChecksumKind> checksums, Owner owner) {
    events =
        XmlEvents.ofBackend(
            document,
            ListMultipartUploadsResult.LIMIT_BYTES,
            ListMultipartUploadsResult.MOST_EVENTS);
    out = new XmlText(document.length + 64);
    this.coding = coding;
    this.checksums = checksums.iterator();
    this.owner = owner;
  }

  byte[] write() {
    events.requireRoot(ListMultipartUploadsResult.ROOT);
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
    switch (name) {
      case "EncodingType" -> {
        events.skip();
        if (coding.toUrl()) {
          out.element(name, "url");
          encodingShown = true;
        }
      }
      case "Prefix", "Delimiter", "KeyMarker", "NextKeyMarker" -> writeKey(name);
      case "CommonPrefixes" -> writePrefixes();
      case "Upload" -> writeUpload(checksums.next());
      default -> events.copyElement(out);
    }
  }

  private void writeUpload(@Nullable ChecksumKind checksum) {
    events.copyStart(out);
    while (events.nextChild()) {
      String name = events.name();
      switch (name) {
        case "Key" -> writeKey(name);
        case "Initiator", "Owner" -> {
          events.skip();
          out.owner(name, owner);
        }
        case "ChecksumAlgorithm", "ChecksumType" -> events.skip();
        default -> events.copyElement(out);
      }
    }
    out.checksumKind(checksum);
    events.copyEnd(out);
  }

  private void writePrefixes() {
    events.copyStart(out);
    while (events.nextChild()) {
      if (events.name().equals("Prefix")) {
        writeKey("Prefix");
      } else {
        events.copyElement(out);
      }
    }
    events.copyEnd(out);
  }

  private void writeKey(String name) {
    out.element(name, coding.recode(events.readText(), events));
  }
}
