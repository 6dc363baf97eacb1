package io.sealgate.proxy.operation.list;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealgate.proxy.call.Call;

/**
 * The pages whose rows have been learnt from the metadata beside them, so that they are probably
 * known when the same is listed again. MinIO works 3.5 times as long for a page with metadata, so
 * it is asked for that only where it is of use.
 */
final class ListedPages {

  private static final long MAX_CHARS = 4L << 20;

  private final Cache<Page, Boolean> listed =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CHARS)
          .weigher((Page page, Boolean _) -> page.bucket().length() + page.query().length())
          .build();

  /**
   * Whether the rows of a page are probably known.
   *
   * @param query what the backend is asked for
   */
  boolean areProbablyKnown(Call call, String query) {
    return listed.getIfPresent(Page.of(call, query)) != null;
  }

  /** Remembers that the rows of a page are known now. */
  void learn(Call call, String query) {
    listed.put(Page.of(call, query), true);
  }

  /** Forgets a page whose rows have changed. */
  void forget(Call call, String query) {
    listed.invalidate(Page.of(call, query));
  }

  private record Page(String bucket, String query) {

    static Page of(Call call, String query) {
      return new Page(call.bucket(), query);
    }
  }
}
