package io.sealgate.proxy.operation.multipart;

import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.document.UploadName;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
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
    return document
        .checksum()
        .map(declared -> kind(ChecksumAlgorithm.of(declared.algorithm()), declared.declaredType()))
        .orElse(null);
  }

  @Override
  public void close() {
    document.close();
  }

  private static ChecksumKind kind(ChecksumAlgorithm algorithm, @Nullable ChecksumType declared) {
    if (declared != null) {
      return new ChecksumKind(algorithm, declared);
    }
    return new ChecksumKind(
        algorithm,
        algorithm == ChecksumAlgorithm.CRC64NVME
            ? ChecksumType.FULL_OBJECT
            : ChecksumType.COMPOSITE);
  }
}
