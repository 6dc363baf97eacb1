package io.sealgate.s3.xml;

import io.sealgate.s3.ETagText;
import io.sealgate.s3.body.ShownChecksum;
import org.jspecify.annotations.Nullable;

/**
 * What the answers to CopyObject and UploadPartCopy have in common.
 *
 * @param eTag the ETag with its quotes
 * @param lastModified as the backend writes it, null when it does not
 */
record CopyFacts(String eTag, @Nullable String lastModified) {

  static CopyFacts read(XmlEvents events) {
    String eTag = null;
    String lastModified = null;
    while (events.nextChild()) {
      switch (events.name()) {
        case "ETag" -> eTag = events.readText().strip();
        case "LastModified" -> lastModified = events.readText().strip();
        default -> events.skip();
      }
    }
    if (eTag == null || eTag.isEmpty()) {
      throw events.refuse();
    }
    return new CopyFacts(ETagText.quoted(eTag), lastModified);
  }

  byte[] write(String root, @Nullable ShownChecksum checksum) {
    XmlText text =
        XmlText.document(384)
            .root(root)
            .element("ETag", eTag)
            .element("LastModified", lastModified)
            .checksum(checksum);
    if (checksum != null) {
      text.element("ChecksumType", checksum.kind().type().name());
    }
    return text.close(root).bytes();
  }
}
