package io.sealgate.s3.xml;

import io.sealgate.s3.body.ChecksumKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backend's answer to ListMultipartUploads (S3 API reference, "ListMultipartUploadsResult"): its
 * rows as values, and the whole document to be {@linkplain #rewrite rewritten} for the client.
 */
public final class ListMultipartUploadsResult {

  private static final String ROOT = "ListMultipartUploadsResult";
  private static final int LIMIT_BYTES = 8 << 20;
  private static final int MOST_EVENTS = 100_000;

  private final XmlEvents document;
  private final boolean urlEncoded;
  private final List<ListedUpload> uploads;

  private ListMultipartUploadsResult(
      XmlEvents document, boolean urlEncoded, List<ListedUpload> uploads) {
    this.document = document;
    this.urlEncoded = urlEncoded;
    this.uploads = List.copyOf(uploads);
  }

  /**
   * Reads a backend's answer.
   *
   * @param document the answer
   * @throws io.sealgate.s3.S3Exception InternalError when it is not such a document
   */
  public static ListMultipartUploadsResult parse(byte[] document) {
    XmlEvents events = XmlEvents.ofBackend(document, LIMIT_BYTES, MOST_EVENTS);
    events.requireRoot(ROOT);
    List<ListedUpload> uploads = new ArrayList<>();
    boolean urlEncoded = false;
    while (events.nextChild()) {
      switch (events.name()) {
        case "EncodingType" -> urlEncoded = events.readText().strip().equals("url");
        case "Upload" -> uploads.add(upload(events));
        default -> events.skip();
      }
    }
    events.requireEnd();
    if (urlEncoded) {
      KeyCoding coding = new KeyCoding(true, false);
      uploads.replaceAll(row -> new ListedUpload(coding.recode(row.key(), events), row.uploadId()));
    }
    return new ListMultipartUploadsResult(events, urlEncoded, uploads);
  }

  /** The open uploads, in order. */
  public List<ListedUpload> uploads() {
    return uploads;
  }

  /**
   * Makes the client's answer: owners and checksums replaced, all else copied, unknown elements
   * included.
   *
   * @param checksums for each of {@link #uploads} the checksum that it declared, null when none;
   *     the backend's is over ciphertext and left out
   * @param owner whose uploads they are
   * @param urlEncode whether the client asked for {@code encoding-type=url}, whatever the backend
   *     was asked for
   */
  public byte[] rewrite(List<@Nullable ChecksumKind> checksums, Owner owner, boolean urlEncode) {
    if (checksums.size() != uploads.size()) {
      throw new IllegalArgumentException(
          checksums.size() + " checksums for " + uploads.size() + " uploads");
    }
    XmlEvents events = document.again();
    events.requireRoot(ROOT);
    ListingText text = new ListingText(events, new KeyCoding(urlEncoded, urlEncode), owner);
    Iterator<@Nullable ChecksumKind> shown = checksums.iterator();
    return text.write(name -> {
      boolean upload = name.equals("Upload");
      if (upload) {
        text.writeRow(shown.next(), fact -> writeFact(fact, events, text));
      }
      return upload;
    });
  }

  private static void writeFact(String name, XmlEvents events, ListingText text) {
    switch (name) {
      case "ChecksumAlgorithm", "ChecksumType" -> events.skip();
      default -> events.copyElement(text.out());
    }
  }

  private static ListedUpload upload(XmlEvents events) {
    String key = null;
    String uploadId = null;
    while (events.nextChild()) {
      switch (events.name()) {
        case "Key" -> key = events.readText();
        case "UploadId" -> uploadId = events.readText();
        default -> events.skip();
      }
    }
    if (key == null || uploadId == null || uploadId.isEmpty()) {
      throw events.refuse();
    }
    return new ListedUpload(key, uploadId);
  }
}
