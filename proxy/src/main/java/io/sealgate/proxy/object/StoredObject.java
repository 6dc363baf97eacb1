package io.sealgate.proxy.object;

import io.sealgate.auth.Headers;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.headers.UserMetadata;
import io.sealgate.s3.read.HttpDate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a backend's answer tells of an object. Only what the envelope's seal
 * authenticates is to be believed; sizes are, as on AWS, for whoever asks.
 *
 * @param storedBytes the length of the stored body
 * @param backendETag with its quotes
 * @param headers of the answer
 * @param envelope null when the object was stored unsealed
 */
public record StoredObject(
    long storedBytes, String backendETag, Headers headers, @Nullable Envelope envelope) {

  /**
   * Reads the head of a successful GET or HEAD.
   *
   * @param head with status 200 or 206
   * @throws io.sealgate.crypto.IntegrityException when there is an envelope that is none
   */
  public static StoredObject of(BackendHead head) {
    String etag = head.headers().first("ETag");
    if (etag == null) {
      throw new BackendException("the backend's answer has no ETag");
    }
    String entry = head.headers().first(UserMetadata.ENVELOPE_HEADER);
    return new StoredObject(
        Fetched.objectBytes(head),
        etag,
        head.headers(),
        entry == null ? null : Envelope.parse(entry));
  }

  /** When it was stored, as the backend says; the epoch when it does not. */
  public Instant lastModified() {
    String date = headers.first("Last-Modified");
    return date == null ? Instant.EPOCH : HttpDate.parse(date).orElse(Instant.EPOCH);
  }

  /** How long the client's object is. */
  public long plaintextBytes() {
    return envelope == null ? storedBytes : layout(envelope).plaintextBytes();
  }

  /**
   * Where everything lies in the stored body.
   *
   * @throws S3Exception NotImplemented for a multipart object
   */
  public LayeredLayout layout(Envelope sealed) {
    return switch (sealed.fields().body()) {
      case BodyReference.SinglePart single ->
          LayeredLayout.ofStored(storedBytes, sealed.fields().mode().layerCount());
      case BodyReference.Multipart multipart ->
          throw new S3Exception(
              S3Error.NOT_IMPLEMENTED, "Reading objects of multipart uploads is not implemented");
    };
  }
}
