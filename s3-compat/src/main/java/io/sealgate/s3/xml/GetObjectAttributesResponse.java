package io.sealgate.s3.xml;

import io.sealgate.s3.ETagText;
import io.sealgate.s3.body.ShownChecksum;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer to GetObjectAttributes (S3 API reference, "GetObjectAttributesResponse").
 *
 * @param eTag the object's ETag, with its quotes or without
 * @param checksum the object's checksum, null when none is known
 * @param parts the object's parts, null when it is no multipart object
 * @param storageClass the object's storage class
 * @param sizeBytes the object's size, 0 or more
 */
public record GetObjectAttributesResponse(
    String eTag,
    @Nullable ShownChecksum checksum,
    @Nullable Parts parts,
    String storageClass,
    long sizeBytes) {

  private static final String ROOT = "GetObjectAttributesResponse";

  /** Checks that nothing is missing. */
  public GetObjectAttributesResponse {
    Objects.requireNonNull(eTag);
    Objects.requireNonNull(storageClass);
  }

  /**
   * The parts of a multipart object.
   *
   * @param totalCount how many there are
   * @param listed those that are listed, null where S3 tells the count only: of objects without a
   *     COMPOSITE checksum
   */
  public record Parts(int totalCount, PartPage.@Nullable Cut<Part> listed) {}

  /**
   * A part of an object.
   *
   * @param number 1 to 10,000
   * @param sizeBytes its size, 0 or more
   * @param checksum its checksum, null when it is not known
   */
  public record Part(int number, long sizeBytes, @Nullable ShownChecksum checksum) {}

  /**
   * The body to send to the client.
   *
   * @param asked the attributes that it asked for; the others are left out
   */
  public byte[] write(Set<ObjectAttribute> asked) {
    XmlText text = XmlText.document(512).root(ROOT);
    if (asked.contains(ObjectAttribute.ETAG)) {
      text.element("ETag", ETagText.unquoted(eTag));
    }
    if (asked.contains(ObjectAttribute.CHECKSUM) && checksum != null) {
      text.open("Checksum")
          .checksum(checksum)
          .element("ChecksumType", checksum.kind().type().name())
          .close("Checksum");
    }
    if (asked.contains(ObjectAttribute.OBJECT_PARTS) && parts != null) {
      write(parts, text);
    }
    if (asked.contains(ObjectAttribute.STORAGE_CLASS)) {
      text.element("StorageClass", storageClass);
    }
    if (asked.contains(ObjectAttribute.OBJECT_SIZE)) {
      text.element("ObjectSize", Long.toString(sizeBytes));
    }
    return text.close(ROOT).bytes();
  }

  private static void write(Parts parts, XmlText text) {
    text.open("ObjectParts").element("PartsCount", Integer.toString(parts.totalCount()));
    PartPage.Cut<Part> listed = parts.listed();
    if (listed != null) {
      listed.page().write(text);
      writeEach(listed.parts(), text);
    }
    text.close("ObjectParts");
  }

  private static void writeEach(List<Part> parts, XmlText text) {
    for (Part part : parts) {
      text.open("Part")
          .element("PartNumber", Integer.toString(part.number()))
          .element("Size", Long.toString(part.sizeBytes()))
          .checksum(part.checksum())
          .close("Part");
    }
  }
}
