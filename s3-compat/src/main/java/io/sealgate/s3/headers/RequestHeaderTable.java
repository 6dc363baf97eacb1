package io.sealgate.s3.headers;

import static io.sealgate.s3.S3Operation.COMPLETE_MULTIPART_UPLOAD;
import static io.sealgate.s3.S3Operation.COPY_OBJECT;
import static io.sealgate.s3.S3Operation.CREATE_BUCKET;
import static io.sealgate.s3.S3Operation.CREATE_MULTIPART_UPLOAD;
import static io.sealgate.s3.S3Operation.DELETE_OBJECT;
import static io.sealgate.s3.S3Operation.DELETE_OBJECTS;
import static io.sealgate.s3.S3Operation.GET_OBJECT;
import static io.sealgate.s3.S3Operation.GET_OBJECT_ATTRIBUTES;
import static io.sealgate.s3.S3Operation.HEAD_OBJECT;
import static io.sealgate.s3.S3Operation.LIST_MULTIPART_UPLOADS;
import static io.sealgate.s3.S3Operation.LIST_OBJECTS;
import static io.sealgate.s3.S3Operation.LIST_OBJECTS_V2;
import static io.sealgate.s3.S3Operation.LIST_OBJECT_VERSIONS;
import static io.sealgate.s3.S3Operation.LIST_PARTS;
import static io.sealgate.s3.S3Operation.PUT_BUCKET_ACL;
import static io.sealgate.s3.S3Operation.PUT_BUCKET_LIFECYCLE_CONFIGURATION;
import static io.sealgate.s3.S3Operation.PUT_OBJECT;
import static io.sealgate.s3.S3Operation.PUT_OBJECT_ACL;
import static io.sealgate.s3.S3Operation.PUT_OBJECT_LOCK_CONFIGURATION;
import static io.sealgate.s3.S3Operation.PUT_OBJECT_RETENTION;
import static io.sealgate.s3.S3Operation.UPDATE_OBJECT_ENCRYPTION;
import static io.sealgate.s3.S3Operation.UPLOAD_PART;
import static io.sealgate.s3.S3Operation.UPLOAD_PART_COPY;
import static io.sealgate.s3.headers.RequestHeader.Fate.CONSUMED;
import static io.sealgate.s3.headers.RequestHeader.Fate.FORWARDED;
import static io.sealgate.s3.headers.RequestHeader.Otherwise.IGNORED;
import static io.sealgate.s3.headers.RequestHeader.Otherwise.REFUSED;

import io.sealgate.s3.S3Operation;
import io.sealgate.s3.S3Operation.Effect;
import io.sealgate.s3.S3Operation.Scope;
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
 * when its name starts with {@code x-amz-} (or with a store's own prefix): write offsets, rename
 * sources, and whatever will be invented. So are three that AWS has: {@code x-amz-mfa}, because
 * stores that know nothing of MFA would delete without it; and the conditions of DELETE on size and
 * date, which AWS takes for directory buckets only, and which no backend could hold against the
 * size that clients see. User metadata ({@code x-amz-meta-*}) has rules of its own, see {@link
 * UserMetadata}.
 */
final class RequestHeaderTable {

  /** The operations that say what a new object is stored with. */
  static final Set<S3Operation> DESCRIBING =
      EnumSet.of(PUT_OBJECT, CREATE_MULTIPART_UPLOAD, COPY_OBJECT);

  private static final Set<S3Operation> EVERYWHERE = served(_ -> true);
  private static final Set<S3Operation> WITH_BUCKET =
      served(operation -> operation.scope() != Scope.SERVICE);
  private static final Set<S3Operation> NOT_WRITES =
      served(operation -> operation.effect() != Effect.WRITE);
  private static final Set<S3Operation> LISTINGS =
      EnumSet.of(LIST_OBJECTS, LIST_OBJECTS_V2, LIST_OBJECT_VERSIONS);
  private static final Set<S3Operation> READS = EnumSet.of(GET_OBJECT, HEAD_OBJECT);
  private static final Set<S3Operation> COPIES = EnumSet.of(COPY_OBJECT, UPLOAD_PART_COPY);

  private static final Set<S3Operation> WITH_BODY =
      union(
          EnumSet.of(
              PUT_OBJECT,
              UPLOAD_PART,
              COMPLETE_MULTIPART_UPLOAD,
              UPDATE_OBJECT_ENCRYPTION,
              DELETE_OBJECTS,
              CREATE_BUCKET),
          served(operation -> operation.isPassedThrough() && operation.method().equals("PUT")));

  /** Writes that may depend on what is there; with {@code If-None-Match} all but the deletion. */
  private static final Set<S3Operation> CONDITIONAL_WRITES =
      EnumSet.of(PUT_OBJECT, COMPLETE_MULTIPART_UPLOAD, COPY_OBJECT);

  /** Operations whose requests may hold the customer's key. */
  private static final Set<S3Operation> WITH_CUSTOMER_KEY =
      union(
          DESCRIBING,
          EnumSet.of(
              UPLOAD_PART,
              UPLOAD_PART_COPY,
              COMPLETE_MULTIPART_UPLOAD,
              LIST_PARTS,
              GET_OBJECT,
              HEAD_OBJECT,
              GET_OBJECT_ATTRIBUTES));

  private static final Set<S3Operation> WITH_ACL =
      union(DESCRIBING, EnumSet.of(CREATE_BUCKET, PUT_BUCKET_ACL, PUT_OBJECT_ACL));

  private static final Set<S3Operation> BYPASSING =
      EnumSet.of(DELETE_OBJECT, DELETE_OBJECTS, PUT_OBJECT_RETENTION);

  private static final Set<S3Operation> BILLED =
      union(
          served(operation -> operation.scope() == Scope.OBJECT),
          union(LISTINGS, EnumSet.of(DELETE_OBJECTS, LIST_MULTIPART_UPLOADS)));

  private static final HeaderTable<RequestHeader> TABLE = new RequestHeaderTable().build();

  private final Map<String, RequestHeader> rows = new HashMap<>();

  private RequestHeaderTable() {}

  /** The row of a header, or null when it is not known. */
  static @Nullable RequestHeader row(String name) {
    return TABLE.get(name);
  }

  private HeaderTable<RequestHeader> build() {
    caller();
    body();
    encryption();
    rangesAndConditions();
    copies();
    multipart();
    stored();
    amazon(CONSUMED, READS, "x-amz-checksum-mode");
    // Older Java SDKs ask each read for an MD5 behind the body; an answer need not carry one, and
    // says so by not having x-amz-transfer-encoding.
    amazon(CONSUMED, READS, "x-amz-te");
    add("x-amz-optional-object-attributes", CONSUMED, LISTINGS, REFUSED, true);
    return new HeaderTable<>(rows);
  }

  /** Who calls, how the request is signed, and who pays. */
  private void caller() {
    ordinary(CONSUMED, EVERYWHERE, "Authorization", "Host");
    amazon(
        CONSUMED,
        EVERYWHERE,
        "x-amz-content-sha256",
        "x-amz-date",
        "x-amz-security-token",
        "x-amz-user-agent",
        "x-amz-api-version",
        "x-amz-cf-id");
    amazon(CONSUMED, WITH_BUCKET, "x-amz-expected-bucket-owner");
    amazon(CONSUMED, COPIES, "x-amz-source-expected-bucket-owner");
    amazon(FORWARDED, BILLED, "x-amz-request-payer");
  }

  /** The body on its way: its digests cover the plaintext, so they end here. */
  private void body() {
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
    amazon(CONSUMED, union(DESCRIBING, EnumSet.of(UPLOAD_PART)), "x-amz-checksum-algorithm");
    amazon(
        CONSUMED,
        EnumSet.of(CREATE_MULTIPART_UPLOAD, COMPLETE_MULTIPART_UPLOAD),
        "x-amz-checksum-type");
  }

  /** Who may not name a mode knows the headers all the same, in order to refuse as AWS does. */
  private void encryption() {
    amazon(
        CONSUMED,
        WITH_CUSTOMER_KEY,
        "x-amz-server-side-encryption",
        "x-amz-server-side-encryption-aws-kms-key-id",
        "x-amz-server-side-encryption-bucket-key-enabled",
        "x-amz-server-side-encryption-context",
        "x-amz-server-side-encryption-customer-algorithm",
        "x-amz-server-side-encryption-customer-key",
        "x-amz-server-side-encryption-customer-key-MD5");
    amazon(
        CONSUMED,
        COPIES,
        "x-amz-copy-source-server-side-encryption-customer-algorithm",
        "x-amz-copy-source-server-side-encryption-customer-key",
        "x-amz-copy-source-server-side-encryption-customer-key-MD5");
  }

  /** Of the plaintext and its entity tag. A condition is kept or refused, never ignored. */
  private void rangesAndConditions() {
    ordinary(CONSUMED, READS, "Range", "If-Range");
    condition(
        "If-Match", union(NOT_WRITES, union(CONDITIONAL_WRITES, EnumSet.of(DELETE_OBJECT))), true);
    condition("If-None-Match", union(NOT_WRITES, CONDITIONAL_WRITES), true);
    condition("If-Modified-Since", NOT_WRITES, false);
    condition("If-Unmodified-Since", NOT_WRITES, false);
  }

  private void copies() {
    amazon(
        CONSUMED,
        COPIES,
        "x-amz-copy-source",
        "x-amz-copy-source-if-match",
        "x-amz-copy-source-if-none-match",
        "x-amz-copy-source-if-modified-since",
        "x-amz-copy-source-if-unmodified-since");
    amazon(CONSUMED, EnumSet.of(UPLOAD_PART_COPY), "x-amz-copy-source-range");
    amazon(
        CONSUMED, EnumSet.of(COPY_OBJECT), "x-amz-metadata-directive", "x-amz-tagging-directive");
  }

  private void multipart() {
    amazon(CONSUMED, EnumSet.of(COMPLETE_MULTIPART_UPLOAD), "x-amz-mp-object-size");
    Set<S3Operation> attributes = EnumSet.of(GET_OBJECT_ATTRIBUTES);
    add("x-amz-object-attributes", CONSUMED, attributes, REFUSED, true);
    amazon(CONSUMED, attributes, "x-amz-max-parts", "x-amz-part-number-marker");
  }

  /** What an object or a bucket is stored with, and what guards it. */
  private void stored() {
    ordinary(FORWARDED, DESCRIBING, "Content-Disposition", "Content-Type", "Expires");
    list("Cache-Control");
    list("Content-Encoding");
    list("Content-Language");
    amazon(
        FORWARDED,
        DESCRIBING,
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
    amazon(FORWARDED, BYPASSING, "x-amz-bypass-governance-retention");
    amazon(
        FORWARDED,
        EnumSet.of(CREATE_BUCKET),
        "x-amz-bucket-object-lock-enabled",
        "x-amz-object-ownership");
    amazon(FORWARDED, EnumSet.of(PUT_OBJECT_LOCK_CONFIGURATION), "x-amz-bucket-object-lock-token");
    amazon(
        FORWARDED,
        EnumSet.of(PUT_BUCKET_LIFECYCLE_CONFIGURATION),
        "x-amz-transition-default-minimum-object-size");
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
    add(name, FORWARDED, DESCRIBING, IGNORED, true);
  }

  private void condition(String name, Set<S3Operation> operations, boolean repeatable) {
    add(name, CONSUMED, operations, REFUSED, repeatable);
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

  private static Set<S3Operation> union(Set<S3Operation> some, Set<S3Operation> others) {
    Set<S3Operation> all = EnumSet.copyOf(some);
    all.addAll(others);
    return all;
  }
}
