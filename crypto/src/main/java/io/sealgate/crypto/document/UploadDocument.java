package io.sealgate.crypto.document;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.envelope.BodyReference.Multipart;
import io.sealgate.crypto.envelope.BodyReference.SinglePart;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.key.MultipartKeys;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a multipart upload from its creation on (FORMAT §4): what Complete and
 * ListParts need, and no more, so never the object's secret. Closing it zeroes its keys.
 *
 * @param body how the object's parts are stored
 * @param createdEpochSeconds when the upload was created, in seconds since 1970
 * @param declaredChecksum what the client declared, null when it declared nothing
 */
public record UploadDocument(
    Body body, long createdEpochSeconds, @Nullable DeclaredChecksum declaredChecksum)
    implements AutoCloseable {

  /** How an upload's parts are stored. */
  public sealed interface Body {}

  /**
   * Sealed.
   *
   * @param envelope the object's, as it was given to the backend with the creation
   * @param keys of its notes and its completion record, owned by this document
   */
  public record Sealed(Envelope envelope, MultipartKeys keys) implements Body {

    /**
     * Checks that the envelope is a multipart object's.
     *
     * @throws IllegalArgumentException when it is not
     */
    public Sealed {
      Objects.requireNonNull(keys);
      recordId(envelope);
    }

    /** The id of the completion record, which notes are bound to as well. */
    public RecordId recordId() {
      return recordId(envelope);
    }

    private static RecordId recordId(Envelope envelope) {
      return switch (envelope.fields().body()) {
        case Multipart multipart -> multipart.recordId();
        case SinglePart _ -> throw new IllegalArgumentException("the envelope of a PutObject");
      };
    }
  }

  /** As the client sends them, because a rule says so. */
  public record PassedThrough() implements Body {}

  /** Checks ranges. */
  public UploadDocument {
    Objects.requireNonNull(body);
    if (createdEpochSeconds < 0) {
      throw new IllegalArgumentException("created at " + createdEpochSeconds);
    }
  }

  /**
   * Reads the content of an opened document.
   *
   * @param content the content; zeroed by this call
   * @return the document, which the caller closes
   * @throws IntegrityException ({@code DOCUMENT}) when it is anything but the one encoding of an
   *     upload document
   */
  public static UploadDocument decode(byte[] content) {
    return UploadDocumentForm.decode(content);
  }

  /**
   * The content to be sealed.
   *
   * @return fresh bytes, the caller's to zero
   */
  public byte[] encode() {
    return UploadDocumentForm.encode(this);
  }

  /** What the client declared, if it did. */
  public Optional<DeclaredChecksum> checksum() {
    return Optional.ofNullable(declaredChecksum);
  }

  /** Zeroes the keys; safe to call more than once. */
  @Override
  public void close() {
    switch (body) {
      case Sealed sealed -> sealed.keys().close();
      case PassedThrough _ -> {}
    }
  }
}
