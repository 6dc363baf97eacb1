package io.sealgate.proxy.object;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.system.MultipartObject;
import io.sealgate.s3.headers.UserMetadata;
import io.sealgate.s3.read.HttpDate;
import io.sealgate.s3.xml.ListedObject;
import java.time.Instant;
import java.util.Locale;
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

  /**
   * Reads a row of a listing that brings all user metadata along.
   *
   * @throws io.sealgate.crypto.IntegrityException when there is an envelope that is none
   */
  public static StoredObject of(ListedObject listed) {
    String entry = listed.metadata().get(UserMetadata.ENVELOPE_HEADER.toLowerCase(Locale.ROOT));
    HeaderList headers = new HeaderList();
    if (listed.versionId() != null) {
      headers.add("x-amz-version-id", listed.versionId());
    }
    return new StoredObject(
        listed.sizeBytes(), listed.eTag(), headers, entry == null ? null : Envelope.parse(entry));
  }

  /** When it was stored, as the backend says; the epoch when it does not. */
  public Instant lastModified() {
    String date = headers.first("Last-Modified");
    return date == null ? Instant.EPOCH : HttpDate.parse(date).orElse(Instant.EPOCH);
  }

  /**
   * How long the client's object is, of one that was not uploaded in parts.
   *
   * @throws io.sealgate.crypto.IntegrityException when no sealed body has the stored length
   */
  ObjectExtent singleExtent(Envelope sealed) {
    return new ObjectExtent.Single(
        LayeredLayout.ofStored(storedBytes, sealed.fields().mode().layerCount()).plaintextBytes());
  }

  /** The same as what its completion record is looked for by. */
  MultipartObject multipart(String bucket, String key, Envelope sealed) {
    return new MultipartObject(
        bucket, key, headers.first("x-amz-version-id"), backendETag, sealed, storedBytes);
  }
}
