package io.sealgate.proxy.system;

import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.s3.route.PercentEncoding;
import io.sealgate.s3.xml.ErrorCode;
import io.sealgate.s3.xml.ListObjectsResult;
import io.sealgate.s3.xml.ListedObject;
import java.util.function.Predicate;

/**
 * The names below a prefix, page by page. A part that a listing forgets is a part that an object
 * loses, so each page has to go on where the one before ended, until the backend says that there is
 * no more.
 */
final class SystemListing {

  private static final int PAGE_LIMIT_BYTES = 8 * 1024 * 1024;
  private static final int MOST_EMPTY_PAGES = 1000;

  private final BackendCalls backend;
  private final String bucket;
  private final String prefix;
  private String last = "";
  private int emptyPages;

  SystemListing(BackendCalls backend, String bucket, String prefix) {
    this.backend = backend;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  void list(String startAfter, Predicate<String> visitor) {
    last = startAfter;
    String from = startAfter.isEmpty() ? "" : parameter("start-after", startAfter);
    while (true) {
      ListObjectsResult page = page(from);
      for (ListedObject object : page.objects()) {
        requireNext(object.key());
        if (!visitor.test(object.key())) {
          return;
        }
      }
      if (!page.truncated()) {
        return;
      }
      from = parameter("continuation-token", nextToken(page));
    }
  }

  private ListObjectsResult page(String from) {
    BackendResponse response =
        backend.call(
            BackendRequest.of("GET", bucket, "")
                .withQuery(
                    "encoding-type=url&list-type=2&max-keys=1000"
                        + parameter("prefix", prefix)
                        + from),
            PAGE_LIMIT_BYTES);
    if (!response.head().isSuccess()) {
      throw new BackendException(
          "the backend answers "
              + response.head().status()
              + " "
              + ErrorCode.parse(response.body()).orElse("")
              + " to a listing of the system bucket");
    }
    return ListObjectsResult.parse(response.body());
  }

  private void requireNext(String key) {
    if (!key.startsWith(prefix) || key.compareTo(last) <= 0) {
      throw new BackendException("the backend's listing of the system bucket is out of order");
    }
    last = key;
    emptyPages = 0;
  }

  private String nextToken(ListObjectsResult page) {
    String token = page.nextContinuationToken();
    emptyPages += page.objects().isEmpty() ? 1 : 0;
    if (token == null || token.isEmpty() || emptyPages > MOST_EMPTY_PAGES) {
      throw new BackendException("the backend's listing of the system bucket breaks off");
    }
    return token;
  }

  private static String parameter(String name, String value) {
    return "&" + name + "=" + PercentEncoding.encodeQuery(value);
  }
}
