package io.sealgate.proxy.operation;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store as plans see it: objects in memory, answering ranges and If-Match as S3 does, and noting
 * every request.
 */
final class MemoryStore {

  private final Map<String, Item> objects = new HashMap<>();
  private final List<BackendRequest> requests = new ArrayList<>();
  private int generation;

  /** An object: its metadata as sent with the PUT, and its stored bytes. */
  @SuppressWarnings("ArrayRecordComponent") // tests damage stored bytes in place
  record Item(HeaderList headers, byte[] bytes, String etag) {}

  void put(String key, HeaderList headers, byte[] bytes) {
    objects.put(key, new Item(headers, bytes, "\"etag-" + ++generation + "\""));
  }

  Item get(String key) {
    Item item = objects.get(key);
    if (item == null) {
      throw new AssertionError("nothing is stored under " + key);
    }
    return item;
  }

  boolean has(String key) {
    return objects.containsKey(key);
  }

  /** What has been asked since the last call. */
  List<BackendRequest> takeRequests() {
    List<BackendRequest> taken = List.copyOf(requests);
    requests.clear();
    return taken;
  }

  BackendResponse answer(BackendRequest request) {
    requests.add(request);
    return switch (request.method()) {
      case "PUT" -> {
        put(request.key(), request.headers(), request.body());
        yield response(200, HeaderList.of("ETag", get(request.key()).etag()), new byte[0]);
      }
      case "GET", "HEAD" -> read(request);
      default -> throw new AssertionError(request);
    };
  }

  private BackendResponse read(BackendRequest request) {
    Item item = objects.get(request.key());
    if (item == null) {
      return response(404, new HeaderList(), error("NoSuchKey"));
    }
    String match = request.headers().first("If-Match");
    if (match != null && !match.equals(item.etag())) {
      return response(412, new HeaderList(), error("PreconditionFailed"));
    }
    HeaderList headers =
        HeaderList.of("ETag", item.etag(), "Last-Modified", "Sun, 22 Nov 2026 12:00:00 GMT");
    item.headers().forEach(line -> headers.add(line.getKey(), line.getValue()));
    String range = request.headers().first("Range");
    if (range == null) {
      return response(200, headers, item.bytes());
    }
    return range(item, headers, range.substring("bytes=".length()));
  }

  private static BackendResponse range(Item item, HeaderList headers, String range) {
    long total = item.bytes().length;
    int dash = range.indexOf('-');
    long first =
        dash == 0
            ? Math.max(0, total - Long.parseLong(range.substring(1)))
            : Long.parseLong(range.substring(0, dash));
    long last =
        dash == 0 || dash == range.length() - 1
            ? total - 1
            : Math.min(total - 1, Long.parseLong(range.substring(dash + 1)));
    if (dash == 0 && total == 0) { // as MinIO does
      headers.add("Content-Range", "bytes 0--1/0");
      return response(206, headers, new byte[0]);
    }
    if (first >= total) {
      return response(416, new HeaderList(), error("InvalidRange"));
    }
    headers.add("Content-Range", "bytes " + first + "-" + last + "/" + total);
    return response(206, headers, Arrays.copyOfRange(item.bytes(), (int) first, (int) last + 1));
  }

  private static BackendResponse response(int status, HeaderList headers, byte[] body) {
    return new BackendResponse(new BackendHead(status, headers, body.length), body);
  }

  private static byte[] error(String code) {
    return ("<Error><Code>" + code + "</Code></Error>")
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  static @Nullable String range(BackendRequest request) {
    return request.headers().first("Range");
  }
}
