package io.sealgate.proxy.operation.multipart;

import io.sealgate.crypto.document.DeclaredChecksum;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.document.UploadName;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.multipart.ChecksumHeaders;
import org.jspecify.annotations.Nullable;

/**
 * An upload as its document describes it.
 *
 * @param name bucket, key and upload id
 * @param document owned by whoever opened the upload
 */
record OpenUpload(UploadName name, UploadDocument document) implements AutoCloseable {

  /** The checksum that the upload declared; null when none. */
  @Nullable ChecksumKind declaredChecksum() {
    return document.checksum().map(OpenUpload::kind).orElse(null);
  }

  @Override
  public void close() {
    document.close();
  }

  private static ChecksumKind kind(DeclaredChecksum declared) {
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.of(declared.algorithm());
    return declared
        .type()
        .map(type -> new ChecksumKind(algorithm, type))
        .orElseGet(() -> ChecksumHeaders.usual(algorithm));
  }
}
