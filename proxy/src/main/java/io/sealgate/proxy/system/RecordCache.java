package io.sealgate.proxy.system;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.crypto.multipart.RecordLayout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Records that were read, kept by all that they depend on (FORMAT §5). What was read without being
 * opened is kept apart: a claim never becomes the truth by being cached.
 */
final class RecordCache {

  private static final long OPENED_BYTES = 64L << 20;
  private static final long LAYOUT_BYTES = 32L << 20;
  private static final int ENTRY_BYTES = 1024;

  private final Cache<Key, CompletionRecord> opened =
      Caffeine.newBuilder()
          .maximumWeight(OPENED_BYTES)
          .<Key, CompletionRecord>weigher((key, completion) ->
              weight(completion.layout())
                  + completion.salts().lengthBytes()
                  + completion.extras().weightBytes())
          .build();
  private final Cache<Key, RecordLayout> layouts =
      Caffeine.newBuilder()
          .maximumWeight(LAYOUT_BYTES)
          .<Key, RecordLayout>weigher((key, layout) -> weight(layout))
          .build();

  /** The record that was opened, null when it is not cached. */
  @Nullable CompletionRecord opened(Key key) {
    return opened.getIfPresent(key);
  }

  /** The layout, from a record that was opened or not; null when it is not cached. */
  @Nullable RecordLayout layout(Key key) {
    CompletionRecord completion = opened.getIfPresent(key);
    return completion == null ? layouts.getIfPresent(key) : completion.layout();
  }

  CompletionRecord keep(Key key, CompletionRecord completion) {
    opened.put(key, completion);
    return completion;
  }

  RecordLayout keep(Key key, RecordLayout layout) {
    layouts.put(key, layout);
    return layout;
  }

  private static int weight(RecordLayout layout) {
    return ENTRY_BYTES + layout.weightBytes();
  }

  /** An object as one answer of the backend described it: with another envelope it is another. */
  record Key(
      String bucket,
      String key,
      @Nullable String versionId,
      String backendETag,
      long storedBytes,
      Bytes envelope) {

    static Key of(MultipartObject object) {
      byte[] entry = object.envelope().entry().getBytes(StandardCharsets.US_ASCII);
      return new Key(
          object.bucket(),
          object.key(),
          object.versionId(),
          object.backendETag(),
          object.storedBytes(),
          Bytes.copyOf(sha256().digest(entry)));
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
