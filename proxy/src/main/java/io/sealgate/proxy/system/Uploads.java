package io.sealgate.proxy.system;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.document.SealedDocument;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.document.UploadName;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The documents of multipart uploads (FORMAT §4): written when an upload is created, read by
 * whichever replica gets a part. They are cached sealed, as they lie in the system bucket, so that
 * the cache holds no key; opening one costs no request while the service key's data key is cached.
 */
public final class Uploads {

  private static final long CACHE_BYTES = 16L << 20;
  private static final byte[] NOTHING = new byte[0];

  private final SystemBucket bucket;
  private final Documents documents;
  private final Executor workers;
  private final Cache<UploadName, SealedDocument> cache =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .<UploadName, SealedDocument>weigher(
              (name, document) -> 1024 + document.sealed().lengthBytes())
          .build();

  /**
   * The uploads that a system bucket knows.
   *
   * @param bucket where the documents lie
   * @param documents seals and opens them
   * @param workers where the backend is waited for
   */
  public Uploads(SystemBucket bucket, Documents documents, Executor workers) {
    this.bucket = bucket;
    this.documents = documents;
    this.workers = workers;
  }

  /**
   * Writes the document of an upload that the backend has just created. The client is to be told of
   * the upload only then; an upload whose document could not be written is to be aborted.
   *
   * @param document borrowed until the stage completes
   * @return completes on a worker; fails with BackendException or with what the key service threw
   */
  public CompletionStage<Void> writing(UploadName upload, UploadDocument document) {
    byte[] content = document.encode();
    return documents
        .seal(content, upload.binding())
        .whenComplete((sealed, failure) -> Arrays.fill(content, (byte) 0))
        .thenAcceptAsync(
            sealed -> {
              bucket.put(documentKey(upload), sealed.stored());
              cache.put(upload, sealed);
            },
            workers);
  }

  /** {@link #writing}, waited for; blocks. */
  public void write(UploadName upload, UploadDocument document) {
    Waiting.forStage(writing(upload, document));
  }

  /**
   * Reads the document of an upload.
   *
   * @return the document, which the receiver closes; completes at once when it and its data key are
   *     cached; fails with {@link S3Exception} NoSuchUpload when there is none, with {@link
   *     IntegrityException} when it does not verify, with BackendException, or with what the key
   *     service threw
   */
  public CompletionStage<UploadDocument> reading(UploadName upload) {
    SealedDocument cached = cache.getIfPresent(upload);
    CompletionStage<SealedDocument> sealed =
        cached != null
            ? CompletableFuture.completedFuture(cached)
            : CompletableFuture.supplyAsync(() -> fetch(upload), workers);
    return sealed
        .thenCompose(document -> documents.open(document, upload.binding()))
        .thenApply(UploadDocument::decode);
  }

  /** {@link #reading}, waited for; blocks. */
  public UploadDocument read(UploadName upload) {
    return Waiting.forStage(reading(upload));
  }

  /**
   * Notes that an upload has been completed; blocks. Its document stays, so that a repeated
   * Complete finds it; a sweep may delete it a week after the mark.
   */
  public void markCompleted(UploadName upload) {
    bucket.put(completedKey(upload), NOTHING);
  }

  /**
   * Looks whether an upload is open still, whatever is remembered of it; blocks.
   *
   * @throws S3Exception NoSuchUpload when it has been aborted or completed
   */
  public void requireOpen(UploadName upload) {
    cache.invalidate(upload);
    fetch(upload);
    if (bucket.get(completedKey(upload), 0).isPresent()) {
      throw new S3Exception(S3Error.NO_SUCH_UPLOAD);
    }
  }

  /** Deletes the document of an upload that was aborted; blocks. */
  public void forget(UploadName upload) {
    cache.invalidate(upload);
    bucket.delete(documentKey(upload));
  }

  private SealedDocument fetch(UploadName upload) {
    byte[] stored =
        bucket
            .get(documentKey(upload), SealedDocument.MAX_STORED_BYTES)
            .orElseThrow(() -> new S3Exception(S3Error.NO_SUCH_UPLOAD));
    SealedDocument document = SealedDocument.parse(stored);
    cache.put(upload, document);
    return document;
  }

  private static String completedKey(UploadName upload) {
    return upload.folder() + "completed";
  }

  private static String documentKey(UploadName upload) {
    return upload.folder() + "document";
  }
}
