package io.sealgate.proxy.operation;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.s3.read.HttpDate;
import io.sealgate.s3.route.CopySource;
import io.sealgate.s3.route.QueryParameters;
import io.sealgate.s3.xml.DeleteRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A store as plans see it: objects in memory under {@code bucket/key}, answering as S3 does, noting
 * every request and failing where a test wants it.
 */
public final class MemoryStore {

  private static final int PAGE_KEYS = 1000;

  private final TreeMap<String, Item> objects = new TreeMap<>();
  private final MemoryUploads uploads = new MemoryUploads(this);
  private final List<BackendRequest> requests = new ArrayList<>();
  private @Nullable Predicate<BackendRequest> breaksBefore;
  private @Nullable Predicate<BackendRequest> breaksAfter;
  private @Nullable Predicate<BackendRequest> awaited;
  private Runnable meanwhile = () -> {};
  private @Nullable Predicate<BackendRequest> replaced;
  private @Nullable BackendResponse replacement;
  private UnaryOperator<String> completedETags = UnaryOperator.identity();
  private Instant listedAsModified = Instant.parse("2026-11-01T12:00:00Z");
  private @Nullable Instant date;
  private int generation;

  /** An object: its metadata as sent with the PUT, and its stored bytes. */
  @SuppressWarnings("ArrayRecordComponent") // tests damage stored bytes in place
  public record Item(HeaderList headers, byte[] bytes, String etag) {}

  public void put(String name, HeaderList headers, byte[] bytes) {
    put(name, headers, bytes, "\"etag-" + ++generation + "\"");
  }

  public void put(String name, HeaderList headers, byte[] bytes, String etag) {
    objects.put(name, new Item(headers, bytes, etag));
  }

  public Item get(String name) {
    Item item = objects.get(name);
    if (item == null) {
      throw new AssertionError("nothing is stored under " + name);
    }
    return item;
  }

  public boolean has(String name) {
    return objects.containsKey(name);
  }

  public void remove(String name) {
    objects.remove(name);
  }

  /** The names that start so. */
  public List<String> names(String prefix) {
    return objects.navigableKeySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  /** Lists every object as changed at that moment; else it is long ago. */
  public void listAsModified(Instant moment) {
    listedAsModified = moment;
  }

  /** Dates its listings so; else they have no date. */
  public void date(Instant moment) {
    date = moment;
  }

  /** How many uploads are open. */
  public int openUploads() {
    return uploads.count();
  }

  /** Breaks the connection instead of the next such request: the store never hears of it. */
  public void breakBefore(Predicate<BackendRequest> which) {
    breaksBefore = which;
  }

  /** Breaks the connection after the next such request: it is done and nobody is told. */
  public void breakAfter(Predicate<BackendRequest> which) {
    breaksAfter = which;
  }

  /** Does something just before the next such request is answered. */
  public void before(Predicate<BackendRequest> which, Runnable meanwhile) {
    awaited = which;
    this.meanwhile = meanwhile;
  }

  /** Answers the next such request so, without doing anything. */
  public void answerInstead(Predicate<BackendRequest> which, int status, String document) {
    answerInstead(which, status, new HeaderList(), document);
  }

  /** The same with headers. */
  public void answerInstead(
      Predicate<BackendRequest> which, int status, HeaderList headers, String document) {
    replaced = which;
    replacement = response(status, headers, document.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives completed objects other ETags than S3 does. */
  public void completedETags(UnaryOperator<String> made) {
    completedETags = made;
  }

  String completedETag(String usual) {
    return completedETags.apply(usual);
  }

  /** What has been asked since the last call. */
  public List<BackendRequest> takeRequests() {
    List<BackendRequest> taken = List.copyOf(requests);
    requests.clear();
    return taken;
  }

  public synchronized BackendResponse answer(BackendRequest request) {
    requests.add(request);
    if (breaksBefore != null && breaksBefore.test(request)) {
      breaksBefore = null;
      throw new BackendException("broken before it was asked");
    }
    if (awaited != null && awaited.test(request)) {
      awaited = null;
      meanwhile.run();
    }
    if (replaced != null && replacement != null && replaced.test(request)) {
      replaced = null;
      return replacement;
    }
    BackendResponse response = answerWhole(request);
    if (breaksAfter != null && breaksAfter.test(request)) {
      breaksAfter = null;
      throw new BackendException("broken before it answered");
    }
    return response;
  }

  private BackendResponse answerWhole(BackendRequest request) {
    QueryParameters query = QueryParameters.parse(request.rawQuery());
    if (query.contains("uploadId")) {
      return uploads.answer(request, query);
    }
    if (query.contains("uploads")) {
      return request.method().equals("POST")
          ? uploads.create(request)
          : uploads.listUploads(request.bucket());
    }
    if (request.method().equals("HEAD") && request.key().isEmpty()) {
      return response(200, new HeaderList(), new byte[0]); // every bucket is there
    }
    return switch (request.method()) {
      case "PUT" -> request.headers().contains(CopySource.HEADER) ? copy(request) : write(request);
      case "GET", "HEAD" -> {
        if (query.contains("tagging")) {
          yield MemoryCopies.tags(get(name(request)));
        }
        yield query.contains("list-type") ? list(request, query) : read(request);
      }
      case "DELETE" -> {
        BackendResponse refused = unlessConditionsHold(request);
        if (refused == null) {
          objects.remove(name(request));
        }
        yield refused == null ? response(204, new HeaderList(), new byte[0]) : refused;
      }
      case "POST" -> deleteMany(request);
      default -> throw new AssertionError(request);
    };
  }

  private BackendResponse write(BackendRequest request) {
    BackendResponse refused = unlessConditionsHold(request);
    if (refused != null) {
      return refused;
    }
    put(name(request), request.headers(), request.body());
    return response(200, HeaderList.of("ETag", get(name(request)).etag()), new byte[0]);
  }

  private BackendResponse copy(BackendRequest request) {
    BackendResponse refused = unlessConditionsHold(request);
    if (refused == null) {
      refused = unlessSourceIsThere(request);
    }
    if (refused != null) {
      return refused;
    }
    Item source = source(request);
    put(name(request), MemoryCopies.described(request, source), source.bytes());
    return MemoryCopies.result("CopyObjectResult", get(name(request)).etag());
  }

  /** What a copy is made of. */
  Item source(BackendRequest request) {
    CopySource source = CopySource.of(request.headers());
    return get(source.bucket() + "/" + source.key());
  }

  /** The refusal of a copy whose source is not there, or another one. */
  @Nullable BackendResponse unlessSourceIsThere(BackendRequest request) {
    CopySource source = CopySource.of(request.headers());
    Item item = objects.get(source.bucket() + "/" + source.key());
    if (item == null) {
      return error(404, "NoSuchKey");
    }
    String match = request.headers().first("x-amz-copy-source-if-match");
    return match == null || match.equals(item.etag()) ? null : error(412, "PreconditionFailed");
  }

  /** The refusal of a write whose conditions do not hold. */
  @Nullable BackendResponse unlessConditionsHold(BackendRequest request) {
    Item item = objects.get(name(request));
    String match = request.headers().first("If-Match");
    if (match != null && item == null) {
      return error(404, "NoSuchKey");
    }
    boolean refused =
        (match != null && item != null && !match.equals(item.etag()))
            || (request.headers().contains("If-None-Match") && item != null);
    return refused ? error(412, "PreconditionFailed") : null;
  }

  private BackendResponse deleteMany(BackendRequest request) {
    for (DeleteRequest.Target target : DeleteRequest.parse(request.body()).objects()) {
      objects.remove(request.bucket() + "/" + target.key());
    }
    return response(200, new HeaderList(), "<DeleteResult/>".getBytes(StandardCharsets.UTF_8));
  }

  private BackendResponse list(BackendRequest request, QueryParameters query) {
    String bucket = request.bucket() + "/";
    String prefix = bucket + or(query.first("prefix"), "");
    String after =
        bucket + or(query.first("continuation-token"), or(query.first("start-after"), ""));
    StringBuilder rows = new StringBuilder();
    String last = "";
    int count = 0;
    boolean truncated = false;
    for (Map.Entry<String, Item> object : objects.tailMap(after, false).entrySet()) {
      if (!object.getKey().startsWith(prefix)) {
        continue;
      }
      if (count++ == PAGE_KEYS) {
        truncated = true;
        break;
      }
      last = object.getKey().substring(bucket.length());
      rows.append("<Contents><Key>")
          .append(last)
          .append("</Key><ETag>")
          .append(object.getValue().etag().replace("\"", "&quot;"))
          .append("</ETag><Size>")
          .append(object.getValue().bytes().length)
          .append("</Size><LastModified>")
          .append(listedAsModified)
          .append("</LastModified>");
      if (query.contains("metadata")) { // as MinIO does
        MemoryCopies.appendMetadata(rows, object.getValue());
      }
      rows.append("</Contents>");
    }
    String next = truncated ? "<NextContinuationToken>" + last + "</NextContinuationToken>" : "";
    String document =
        "<ListBucketResult><IsTruncated>"
            + truncated
            + "</IsTruncated>"
            + next
            + rows
            + "</ListBucketResult>";
    HeaderList headers = new HeaderList();
    if (date != null) {
      headers.add("Date", HttpDate.format(date));
    }
    return response(200, headers, document.getBytes(StandardCharsets.UTF_8));
  }

  private static String or(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  private BackendResponse read(BackendRequest request) {
    Item item = objects.get(name(request));
    if (item == null) {
      return error(404, "NoSuchKey");
    }
    String match = request.headers().first("If-Match");
    if (match != null && !match.equals(item.etag())) {
      return error(412, "PreconditionFailed");
    }
    HeaderList headers =
        HeaderList.of("ETag", item.etag(), "Last-Modified", "Sun, 22 Nov 2026 12:00:00 GMT");
    MemoryCopies.shown(item).forEach(line -> headers.add(line.getKey(), line.getValue()));
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
      return error(416, "InvalidRange");
    }
    headers.add("Content-Range", "bytes " + first + "-" + last + "/" + total);
    return response(206, headers, Arrays.copyOfRange(item.bytes(), (int) first, (int) last + 1));
  }

  static BackendResponse response(int status, HeaderList headers, byte[] body) {
    return new BackendResponse(new BackendHead(status, headers, body.length), body);
  }

  static BackendResponse error(int status, String code) {
    String document = "<Error><Code>" + code + "</Code></Error>";
    return response(status, new HeaderList(), document.getBytes(StandardCharsets.UTF_8));
  }

  static String name(BackendRequest request) {
    return request.bucket() + "/" + request.key();
  }

  static @Nullable String range(BackendRequest request) {
    return request.headers().first("Range");
  }
}
