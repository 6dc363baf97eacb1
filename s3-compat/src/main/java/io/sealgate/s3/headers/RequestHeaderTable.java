package io.sealgate.s3.headers;

import static io.sealgate.s3.S3Operation.CREATE_BUCKET;
import static io.sealgate.s3.S3Operation.DELETE_OBJECT;
import static io.sealgate.s3.S3Operation.DELETE_OBJECTS;
import static io.sealgate.s3.S3Operation.GET_OBJECT;
import static io.sealgate.s3.S3Operation.HEAD_OBJECT;
import static io.sealgate.s3.S3Operation.LIST_OBJECTS;
import static io.sealgate.s3.S3Operation.LIST_OBJECTS_V2;
import static io.sealgate.s3.S3Operation.PUT_OBJECT;
import static io.sealgate.s3.headers.RequestHeader.Fate.CONSUMED;
import static io.sealgate.s3.headers.RequestHeader.Fate.FORWARDED;
import static io.sealgate.s3.headers.RequestHeader.Otherwise.IGNORED;
import static io.sealgate.s3.headers.RequestHeader.Otherwise.REFUSED;

import io.sealgate.s3.S3Operation;
import io.sealgate.s3.headers.RequestHeader.Fate;
import io.sealgate.s3.headers.RequestHeader.Otherwise;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one table of request headers: which go to the backend, which Sealgate consumes.
 *
 * <p>A header that is not here is ignored and stays behind when it is an ordinary one, and refused
 * when its name starts with {@code x-amz-} (or with a store's own prefix): copy sources and
 * directives, write offsets, MFA, governance bypass, conditions of DELETE and RENAME, and whatever
 * will be invented. User metadata ({@code x-amz-meta-*}) has rules of its own, see {@link
 * UserMetadata}.
 */
final class RequestHeaderTable {

  private static final Set<S3Operation> EVERYWHERE = served(_ -> true);
  private static final Set<S3Operation> WITH_BUCKET =
      served(operation -> operation.scope() != S3Operation.Scope.SERVICE);
  private static final Set<S3Operation> NOT_WRITES =
      served(operation -> operation.effect() != S3Operation.Effect.WRITE);
  private static final Set<S3Operation> READS = EnumSet.of(GET_OBJECT, HEAD_OBJECT);
  private static final Set<S3Operation> PUT = EnumSet.of(PUT_OBJECT);
  private static final Set<S3Operation> PUT_AND_READS =
      EnumSet.of(PUT_OBJECT, GET_OBJECT, HEAD_OBJECT);
  private static final Set<S3Operation> WITH_BODY =
      EnumSet.of(PUT_OBJECT, DELETE_OBJECTS, CREATE_BUCKET);
  private static final Set<S3Operation> WITH_ACL = EnumSet.of(PUT_OBJECT, CREATE_BUCKET);
  private static final Set<S3Operation> NEW_BUCKET = EnumSet.of(CREATE_BUCKET);
  private static final Set<S3Operation> BILLED =
      EnumSet.of(
          PUT_OBJECT,
          GET_OBJECT,
          HEAD_OBJECT,
          DELETE_OBJECT,
          DELETE_OBJECTS,
          LIST_OBJECTS,
          LIST_OBJECTS_V2);

  private static final HeaderTable<RequestHeader> TABLE = new RequestHeaderTable().build();

  private final Map<String, RequestHeader> rows = new HashMap<>();

  private RequestHeaderTable() {}

  /** The row of a header, or null when it is not known. */
  static @Nullable RequestHeader row(String name) {
    return TABLE.get(name);
  }

  private HeaderTable<RequestHeader> build() {
    // Who calls, and how the request is signed.
    ordinary(CONSUMED, EVERYWHERE, "Authorization", "Host");
    amazon(
        CONSUMED,
        EVERYWHERE,
        "x-amz-content-sha256",
        "x-amz-date",
        "x-amz-security-token",
        "x-amz-user-agent",
        "x-amz-cf-id");
    amazon(CONSUMED, WITH_BUCKET, "x-amz-expected-bucket-owner");

    // The body on its way: its digests cover the plaintext, so they end here.
    ordinary(CONSUMED, WITH_BODY, "Content-MD5");
    amazon(
        CONSUMED,
        WITH_BODY,
        "x-amz-decoded-content-length",
        "x-amz-trailer",
        "x-amz-sdk-checksum-algorithm");
    // Java's SDK sends the digest of an empty body with each read, too.
    amazon(
        CONSUMED,
        EVERYWHERE,
        "x-amz-checksum-crc32",
        "x-amz-checksum-crc32c",
        "x-amz-checksum-crc64nvme",
        "x-amz-checksum-md5",
        "x-amz-checksum-sha1",
        "x-amz-checksum-sha256",
        "x-amz-checksum-sha512",
        "x-amz-checksum-xxhash64",
        "x-amz-checksum-xxhash3",
        "x-amz-checksum-xxhash128");
    amazon(CONSUMED, PUT, "x-amz-checksum-algorithm");
    amazon(CONSUMED, READS, "x-amz-checksum-mode");
    // Older Java SDKs ask each read for an MD5 behind the body; an answer need not carry one, and
    // says so by not having x-amz-transfer-encoding.
    amazon(CONSUMED, READS, "x-amz-te");

    // Encryption; reads know the headers in order to refuse them as AWS does.
    amazon(
        CONSUMED,
        PUT_AND_READS,
        "x-amz-server-side-encryption",
        "x-amz-server-side-encryption-aws-kms-key-id",
        "x-amz-server-side-encryption-bucket-key-enabled",
        "x-amz-server-side-encryption-context",
        "x-amz-server-side-encryption-customer-algorithm",
        "x-amz-server-side-encryption-customer-key",
        "x-amz-server-side-encryption-customer-key-MD5");

    // Ranges and conditions: of the plaintext. Conditional writes are refused, not ignored.
    ordinary(CONSUMED, READS, "Range", "If-Range");
    condition("If-Match", true);
    condition("If-None-Match", true);
    condition("If-Modified-Since", false);
    condition("If-Unmodified-Since", false);

    // What an object is stored with.
    ordinary(FORWARDED, PUT, "Content-Disposition", "Content-Type", "Expires");
    list("Cache-Control");
    list("Content-Encoding");
    list("Content-Language");
    amazon(
        FORWARDED,
        PUT,
        "x-amz-object-lock-legal-hold",
        "x-amz-object-lock-mode",
        "x-amz-object-lock-retain-until-date",
        "x-amz-storage-class",
        "x-amz-tagging",
        "x-amz-website-redirect-location");
    amazon(
        FORWARDED,
        WITH_ACL,
        "x-amz-acl",
        "x-amz-grant-full-control",
        "x-amz-grant-read",
        "x-amz-grant-read-acp",
        "x-amz-grant-write",
        "x-amz-grant-write-acp");
    amazon(FORWARDED, NEW_BUCKET, "x-amz-bucket-object-lock-enabled", "x-amz-object-ownership");
    amazon(FORWARDED, BILLED, "x-amz-request-payer");
    return new HeaderTable<>(rows);
  }

  private void amazon(Fate fate, Set<S3Operation> operations, String... names) {
    for (String name : names) {
      add(name, fate, operations, REFUSED, false);
    }
  }

  private void ordinary(Fate fate, Set<S3Operation> operations, String... names) {
    for (String name : names) {
      add(name, fate, operations, IGNORED, false);
    }
  }

  private void list(String name) {
    add(name, FORWARDED, PUT, IGNORED, true);
  }

  private void condition(String name, boolean repeatable) {
    add(name, CONSUMED, NOT_WRITES, REFUSED, repeatable);
  }

  private void add(
      String name,
      Fate fate,
      Set<S3Operation> operations,
      Otherwise otherwise,
      boolean repeatable) {
    RequestHeader row = new RequestHeader(rows.size(), fate, operations, otherwise, repeatable);
    if (rows.put(name, row) != null) {
      throw new IllegalStateException("two rows for " + name);
    }
  }

  private static Set<S3Operation> served(Predicate<S3Operation> condition) {
    Set<S3Operation> operations = EnumSet.noneOf(S3Operation.class);
    for (S3Operation operation : S3Operation.values()) {
      if (operation.isServed() && condition.test(operation)) {
        operations.add(operation);
      }
    }
    return operations;
  }
}
