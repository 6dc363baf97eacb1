package io.sealgate.s3.xml;

import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.ShownChecksum;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to ListParts (S3 API reference, "ListPartsResult").
 *
 * @param upload the bucket, key and id of the upload
 * @param page which of its parts
 * @param storageClass the storage class that the object will have, null to leave it out
 * @param checksum the checksum that the upload declared, null when none
 * @param parts the parts, in ascending order
 */
public record ListPartsResult(
    InitiateMultipartUploadResult upload,
    PartPage page,
    @Nullable String storageClass,
    @Nullable ChecksumKind checksum,
    List<Part> parts) {

  private static final int LIMIT_BYTES = 8 << 20;
  private static final int MOST_EVENTS = 200_000;

  /** Copies the list. */
  public ListPartsResult {
    Objects.requireNonNull(upload);
    Objects.requireNonNull(page);
    parts = List.copyOf(parts);
  }

  /**
   * One part.
   *
   * @param number 1 to 10,000
   * @param lastModified when it was uploaded, as the backend writes it, null when it does not
   * @param eTag the ETag with its quotes
   * @param sizeBytes its size, 0 or more
   * @param checksum its checksum, null to show none
   */
  public record Part(
      int number,
      @Nullable String lastModified,
      String eTag,
      long sizeBytes,
      @Nullable ShownChecksum checksum) {

    /** Checks that nothing is missing. */
    public Part {
      Objects.requireNonNull(eTag);
    }
  }

  /**
   * Reads a backend's answer. Its sizes are those of the sealed parts; its checksums cover
   * ciphertext and are left out.
   *
   * @throws io.sealgate.s3.S3Exception InternalError when it is not such a document
   */
  public static ListPartsResult parse(byte[] document) {
    return new ListPartsReading(XmlEvents.ofBackend(document, LIMIT_BYTES, MOST_EVENTS)).read();
  }

  /**
   * The body to send to the client.
   *
   * @param owner whose upload it is
   */
  public byte[] write(Owner owner) {
    XmlText text =
        XmlText.document(512 + upload.key().length() + 256 * parts.size())
            .root("ListPartsResult")
            .element("Bucket", upload.bucket())
            .element("Key", upload.key())
            .element("UploadId", upload.uploadId());
    page.write(text);
    for (Part part : parts) {
      text.open("Part")
          .element("PartNumber", Integer.toString(part.number()))
          .element("LastModified", part.lastModified())
          .element("ETag", part.eTag())
          .element("Size", Long.toString(part.sizeBytes()))
          .checksum(part.checksum())
          .close("Part");
    }
    return text.owner("Initiator", owner)
        .owner("Owner", owner)
        .element("StorageClass", storageClass)
        .checksumKind(checksum)
        .close("ListPartsResult")
        .bytes();
  }
}
