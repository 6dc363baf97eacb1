package io.sealgate.proxy.capability;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.system.SystemBucket;
import io.sealgate.s3.xml.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the probes of one run write, in the system bucket: {@code probes/<epoch
 * seconds>-<random>/}. Runs of several replicas do not meet, and a run finds what one that was cut
 * off has left.
 */
final class ProbeFolder {

  static final byte[] CONTENT = "probe".getBytes(StandardCharsets.US_ASCII);

  /** No object's ETag. */
  static final String OTHER_ETAG = "\"0123456789abcdef0123456789abcdef\"";

  private static final String FOLDER = "probes/";
  private static final Duration LEFT_BEHIND = Duration.ofHours(1);
  private static final int SECONDS_DIGITS = 12;
  private static final int RANDOM_BYTES = 8;
  private static final int ANSWER_LIMIT_BYTES = 1024 * 1024;

  private final SystemBucket bucket;
  private final BackendCalls backend;
  private final String prefix;

  ProbeFolder(SystemBucket bucket, BackendCalls backend, Instant now, RandomBytes random) {
    this.bucket = bucket;
    this.backend = backend;
    this.prefix =
        FOLDER + seconds(now) + "-" + HexFormat.of().formatHex(random.bytes(RANDOM_BYTES)) + "/";
  }

  /** The full name of an object of this run. */
  String key(String name) {
    return prefix + name;
  }

  /** {@code bucket/key}, as a copy names its source. */
  String copySource(String name) {
    return bucket.name() + "/" + key(name);
  }

  /** The prefix of this run. */
  String prefix() {
    return prefix;
  }

  BackendRequest request(String method, String name) {
    return BackendRequest.of(method, bucket.name(), key(name));
  }

  /** The same of the key with a slash before it. */
  BackendRequest slashed(String method, String name) {
    return BackendRequest.of(method, bucket.name(), "/" + key(name));
  }

  BackendRequest bucketRequest(String query) {
    return BackendRequest.of("GET", bucket.name(), "").withQuery(query);
  }

  BackendResponse call(BackendRequest request) {
    return backend.call(request, ANSWER_LIMIT_BYTES);
  }

  /** Writes an object for a probe to meet; returns its ETag, with its quotes. */
  String put(String name) {
    return put(name, new HeaderList());
  }

  /** Writes an object with headers for a probe to meet; returns its ETag, with its quotes. */
  String put(String name, HeaderList headers) {
    BackendResponse response = call(request("PUT", name).withHeaders(headers).withBody(CONTENT));
    bucket.requireSuccess(response);
    String eTag = response.head().headers().first("ETag");
    if (eTag == null) {
      throw new BackendException("the backend gives no ETag for what it stores");
    }
    return eTag;
  }

  /** What an object of this run holds; empty when it is not there. */
  Optional<byte[]> get(String name) {
    return bucket.get(key(name), ANSWER_LIMIT_BYTES);
  }

  /** How a request was treated whose condition does not hold. */
  static Support refusal(BackendResponse response) {
    int status = response.head().status();
    String code = ErrorCode.parse(response.body()).orElse("");
    if (status == 412 || code.equals("PreconditionFailed")) {
      return Support.WORKS;
    }
    return succeeded(response) ? Support.IGNORED : failure(response);
  }

  /** How a request was treated that is to succeed. */
  static Support success(BackendResponse response) {
    return succeeded(response) ? Support.WORKS : failure(response);
  }

  /** Whether a request was carried out: an error may come with status 200. */
  static boolean succeeded(BackendResponse response) {
    return response.head().isSuccess() && ErrorCode.parse(response.body()).isEmpty();
  }

  /** Deletes everything of this run, and of runs that were cut off long ago. */
  void clean(Instant now) {
    String limit = FOLDER + seconds(now.minus(LEFT_BEHIND));
    List<String> left = new ArrayList<>();
    bucket.list(
        FOLDER,
        "",
        key -> {
          if (key.startsWith(prefix) || key.compareTo(limit) < 0) {
            left.add(key);
          }
          return true;
        });
    for (String key : left) {
      bucket.delete(key);
    }
  }

  /** 5xx may pass; all else will not. */
  private static Support failure(BackendResponse response) {
    int status = response.head().status();
    return status == 429 || (status >= 500 && status != 501) ? Support.UNKNOWN : Support.REFUSED;
  }

  private static String seconds(Instant instant) {
    return String.format(Locale.ROOT, "%0" + SECONDS_DIGITS + "d", instant.getEpochSecond());
  }
}
