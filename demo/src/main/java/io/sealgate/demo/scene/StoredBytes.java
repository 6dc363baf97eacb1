package io.sealgate.demo.scene;

import io.sealgate.crypto.envelope.Envelope;
import java.util.Map;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** What really lies in the store, read past Sealgate. */
final class StoredBytes {

  private final byte[] body;
  private final Map<String, String> metadata;

  private StoredBytes(byte[] body, Map<String, String> metadata) {
    this.body = body;
    this.metadata = metadata;
  }

  static StoredBytes read(S3Client backend, String bucket, String key) {
    ResponseBytes<GetObjectResponse> stored =
        backend.getObjectAsBytes(request -> request.bucket(bucket).key(key));
    return new StoredBytes(stored.asByteArrayUnsafe(), stored.response().metadata());
  }

  /** The stored bytes, borrowed. */
  byte[] body() {
    return body;
  }

  /** Stores them over what is there. */
  void write(S3Client backend, String bucket, String key) {
    backend.putObject(
        request -> request.bucket(bucket).key(key).metadata(metadata), RequestBody.fromBytes(body));
  }

  /** The same with one bit turned, in the middle. */
  StoredBytes withOneBitTurned() {
    byte[] damaged = body.clone();
    damaged[damaged.length / 2] ^= 1;
    return new StoredBytes(damaged, metadata);
  }

  /** The sealed envelope as it is stored; empty when there is none. */
  String envelopeEntry() {
    return metadata.getOrDefault(Envelope.ENTRY_NAME, "");
  }
}
