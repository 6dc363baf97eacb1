package io.sealgate.s3.xml;

import io.sealgate.s3.ETagText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over a backend's answer to ListParts. */
final class ListPartsReading {

  private final XmlEvents events;
  private final List<ListPartsResult.Part> parts = new ArrayList<>();
  private String bucket = "";
  private String key = "";
  private String uploadId = "";
  private int marker;
  private int nextMarker;
  private int maxParts;
  private boolean truncated;
  private @Nullable String storageClass;

  ListPartsReading(XmlEvents events) {
    this.events = events;
  }

  ListPartsResult read() {
    events.requireRoot("ListPartsResult");
    while (events.nextChild()) {
      readChild();
    }
    events.requireEnd();
    return new ListPartsResult(
        new InitiateMultipartUploadResult(bucket, key, uploadId),
        new PartPage(marker, nextMarker, maxParts, truncated),
        storageClass,
        null,
        parts);
  }

  private void readChild() {
    switch (events.name()) {
      case "Bucket" -> bucket = events.readText();
      case "Key" -> key = events.readText();
      case "UploadId" -> uploadId = events.readText();
      case "PartNumberMarker" -> marker = events.readCount();
      case "NextPartNumberMarker" -> nextMarker = events.readCount();
      case "MaxParts" -> maxParts = events.readCount();
      case "IsTruncated" -> truncated = events.readFlag();
      case "StorageClass" -> storageClass = events.readText().strip();
      case "Part" -> parts.add(readPart());
      default -> events.skip();
    }
  }

  private ListPartsResult.Part readPart() {
    int number = 0;
    String lastModified = null;
    String eTag = null;
    long sizeBytes = -1;
    while (events.nextChild()) {
      switch (events.name()) {
        case "PartNumber" -> number = events.readCount();
        case "LastModified" -> lastModified = events.readText().strip();
        case "ETag" -> eTag = events.readText().strip();
        case "Size" -> sizeBytes = events.readNumber();
        default -> events.skip();
      }
    }
    if (number == 0 || eTag == null || eTag.isEmpty() || sizeBytes < 0) {
      throw events.refuse();
    }
    return new ListPartsResult.Part(number, lastModified, ETagText.quoted(eTag), sizeBytes, null);
  }
}
