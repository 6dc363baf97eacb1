package io.sealgate.proxy.system;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.crypto.multipart.RecordLayout;
import io.sealgate.crypto.multipart.RecordSealer;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The completion records of multipart objects (FORMAT §4): written before the backend is asked to
 * complete, read for every use of such an object, and cached by all that the knowledge depends on.
 */
public final class CompletionRecords {

  private static final int RANDOM_NAME_BYTES = 16;

  private final SystemBucket bucket;
  private final RecordSealer sealer;
  private final RandomBytes random;
  private final RecordSearch search;
  private final RecordCache cache = new RecordCache();
  private final Executor workers;

  /**
   * The records in a system bucket.
   *
   * @param bucket where they lie
   * @param sealer seals and opens them
   * @param random where names come from that no ETag gives
   * @param backend where the objects lie, whose parts' heads tell which of several records holds
   * @param workers where the backend is waited for
   */
  public CompletionRecords(
      SystemBucket bucket,
      RecordSealer sealer,
      RandomBytes random,
      BackendCalls backend,
      Executor workers) {
    this.bucket = bucket;
    this.sealer = sealer;
    this.random = random;
    this.search = new RecordSearch(bucket, sealer, new PartHeads(backend));
    this.workers = workers;
  }

  /** What came of writing a record. */
  public sealed interface Writing {

    /** It is there now. */
    record Written() implements Writing {}

    /**
     * Another Complete of the same upload had written one under that ETag, which stays.
     *
     * @param existing what it says; when it does not equal this one's, the two requests differ
     */
    record Found(CompletionRecord existing) implements Writing {}
  }

  /**
   * Writes a record, never over another one; blocks.
   *
   * @param id the id in the object's envelope
   * @param backendETag the backend's ETag of the object, expected or real, with or without quotes;
   *     null when none can be expected, for a random name
   * @param completion what the record says
   * @param keys the object's, borrowed
   * @throws IntegrityException ({@code RECORD}) when the record that is there does not verify
   * @throws BackendException when it is not certain that there is a record
   */
  public Writing write(
      RecordId id, @Nullable String backendETag, CompletionRecord completion, MultipartKeys keys) {
    String name =
        RecordNames.ofETag(id, backendETag)
            .orElseGet(() ->
                RecordNames.folder(id) + HexFormat.of().formatHex(random.bytes(RANDOM_NAME_BYTES)));
    return switch (bucket.putIfAbsent(name, sealer.seal(completion, id, keys))) {
      case CREATED -> new Writing.Written();
      case EXISTED ->
          new Writing.Found(
              bucket
                  .get(name, RecordSealer.MAX_RECORD_BYTES)
                  .map(stored -> sealer.open(stored, id, keys))
                  .orElseThrow(
                      () -> new BackendException("a completion record was there and is gone")));
    };
  }

  /**
   * The record of an object, opened.
   *
   * @param keys the object's, borrowed until the stage completes
   * @return completes at once when it is cached; fails with {@link IntegrityException} ({@code
   *     RECORD}) when the object has no record, or with BackendException
   */
  public CompletionStage<CompletionRecord> opening(MultipartObject object, MultipartKeys keys) {
    RecordCache.Key key = RecordCache.Key.of(object);
    CompletionRecord known = cache.opened(key);
    return known != null
        ? CompletableFuture.completedFuture(known)
        : CompletableFuture.supplyAsync(
            () -> cache.keep(key, search.opened(object, keys)), workers);
  }

  /** {@link #opening}, waited for; blocks. */
  public CompletionRecord open(MultipartObject object, MultipartKeys keys) {
    return Waiting.forStage(opening(object, keys));
  }

  /**
   * What the record of an object claims in the clear: for HEAD and listings only, which need no
   * key; it never serves a GET.
   *
   * @return completes at once when it is cached; fails as {@link #opening} does
   */
  public CompletionStage<RecordLayout> readingLayout(MultipartObject object) {
    RecordCache.Key key = RecordCache.Key.of(object);
    RecordLayout known = cache.layout(key);
    return known != null
        ? CompletableFuture.completedFuture(known)
        : CompletableFuture.supplyAsync(() -> cache.keep(key, search.unopened(object)), workers);
  }

  /** {@link #readingLayout}, waited for; blocks. */
  public RecordLayout readLayout(MultipartObject object) {
    return Waiting.forStage(readingLayout(object));
  }
}
