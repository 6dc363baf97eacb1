package io.sealgate.proxy.system;

import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.RecordId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A multipart object as the head of a backend's answer describes it: whose completion record is
 * wanted.
 *
 * @param bucket its bucket on the backend
 * @param key its key
 * @param versionId the version that the backend named, null when it named none
 * @param backendETag with its quotes
 * @param envelope as it came with this answer
 * @param storedBytes the length of the whole stored body
 */
public record MultipartObject(
    String bucket,
    String key,
    @Nullable String versionId,
    String backendETag,
    Envelope envelope,
    long storedBytes) {

  /**
   * Checks that the envelope is a multipart object's.
   *
   * @throws IllegalArgumentException when it is not
   */
  public MultipartObject {
    Objects.requireNonNull(bucket);
    Objects.requireNonNull(key);
    Objects.requireNonNull(backendETag);
    recordId(envelope);
  }

  /** The id of its completion record. */
  public RecordId recordId() {
    return recordId(envelope);
  }

  /** How many layers its parts have. */
  int layerCount() {
    return envelope.fields().mode().layerCount();
  }

  private static RecordId recordId(Envelope envelope) {
    return switch (envelope.fields().body()) {
      case BodyReference.Multipart multipart -> multipart.recordId();
      case BodyReference.SinglePart _ ->
          throw new IllegalArgumentException("the envelope of a PutObject");
    };
  }
}
