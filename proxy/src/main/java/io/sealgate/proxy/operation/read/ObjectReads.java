package io.sealgate.proxy.operation.read;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.object.EncryptionRules;
import io.sealgate.proxy.object.ObjectExtent;
import io.sealgate.proxy.object.ObjectFacts;
import io.sealgate.proxy.object.ObjectOpener;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.body.ShownChecksum;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.multipart.PartNumber;
import io.sealgate.s3.read.ReadConditions;
import io.sealgate.s3.read.ResponseOverrides;
import io.sealgate.s3.sse.AppliedEncryption;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.SseHeaders;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What GetObject and HeadObject have in common: keys, conditions, digests and the headers of the
 * answer.
 */
public final class ObjectReads {

  private final ObjectOpener opener;
  private final SseHeaders sseHeaders;
  private final EncryptionRules rules;
  private final MultipartReads multiparts;
  private final DigestReads digests;
  private final RangeGuess rangeGuess;

  /** Reads of objects that are opened like that. */
  public ObjectReads(
      ObjectOpener opener,
      ObjectFacts facts,
      SseHeaders sseHeaders,
      EncryptionRules rules,
      MultipartReads multiparts) {
    this.opener = opener;
    this.sseHeaders = sseHeaders;
    this.rules = rules;
    this.multiparts = multiparts;
    this.digests = new DigestReads(facts, new TailGuess(facts, multiparts));
    this.rangeGuess = new RangeGuess(multiparts);
  }

  /** What is peculiar to multipart objects. */
  MultipartReads multiparts() {
    return multiparts;
  }

  /** The digests that answers show. */
  DigestReads digests() {
    return digests;
  }

  /** What to ask for of an object that nothing is known of. */
  RangeGuess rangeGuess() {
    return rangeGuess;
  }

  /** The customer key that came with the request. */
  public Optional<CustomerKey> customerKey(Call call) {
    return sseHeaders.ofRead(call.headers(), call.client().secure());
  }

  /** Whether the range is for this object: If-Range names no other (RFC 9110, section 13.1.5). */
  public boolean honoursRange(Call call, StoredObject object, String etag) {
    ReadConditions conditions = ReadConditions.of(call.headers());
    return conditions.isEmpty() || conditions.rangeCounts(etag, object.lastModified());
  }

  /**
   * Refuses objects that may not be read as they are, and keys that do not belong to them.
   *
   * @throws S3Exception AccessDenied or InvalidRequest
   */
  public void requireReadable(Call call, StoredObject object, @Nullable CustomerKey customerKey) {
    Envelope envelope = object.envelope();
    if (envelope == null) {
      rules.requirePlaintextReadable(call.bucket(), call.key());
    }
    opener.requireFittingKey(envelope, customerKey);
    if (envelope != null) {
      call.client().trace().sealedAs(envelope.fields().mode().name());
    }
  }

  /** Opens a sealed object and goes on; {@code then} closes it. */
  public Plan open(
      Call call,
      StoredObject object,
      Envelope envelope,
      @Nullable CustomerKey customerKey,
      Function<OpenedObject, Plan> then) {
    return opener.open(call.access(), object, envelope, customerKey, then);
  }

  /** Finds out how long an object is, without its key, and goes on. */
  Plan claimedExtent(
      Call call, StoredObject object, Envelope envelope, Function<ObjectExtent, Plan> then) {
    return new Plan.Await(opener.claimedExtent(call.access(), object, envelope).thenApply(then));
  }

  /**
   * Holds the request's conditions against the object.
   *
   * @return the 304 to answer when the client has the object already; null when it is to be sent
   * @throws S3Exception PreconditionFailed
   */
  public Plan.@Nullable Answer unlessNeeded(Call call, StoredObject object, String etag) {
    ReadConditions conditions = ReadConditions.of(call.headers());
    if (conditions.isEmpty()) {
      return null;
    }
    return switch (conditions.evaluate(etag, object.lastModified())) {
      case ReadConditions.Outcome.Proceed proceed -> null;
      case ReadConditions.Outcome.NotModified unchanged ->
          new Plan.Answer(new S3Response(304, validators(object, etag)));
      case ReadConditions.Outcome.Failed failed -> throw failed.asException();
    };
  }

  /** The headers of the answer, but length and range. */
  public HeaderList headers(
      Call call, StoredObject object, @Nullable CustomerKey customerKey, String etag) {
    HeaderList headers = AnswerHeaders.passed(call.s3().operation(), object.headers());
    ResponseOverrides.apply(call.s3().query(), headers);
    headers.set("ETag", etag);
    headers.set("Accept-Ranges", "bytes");
    Envelope envelope = object.envelope();
    if (envelope != null) {
      AppliedEncryption.of(envelope.fields().wrapping(), customerKey).addTo(headers);
    }
    return headers;
  }

  /** Adds how many parts the object has, where one of them is asked for. */
  void addParts(Selection selection, ObjectExtent extent, HeaderList headers) {
    if (selection instanceof Selection.Part
        && extent instanceof ObjectExtent.Multipart(ObjectLayout layout)) {
      headers.set(PartNumber.COUNT_HEADER, Integer.toString(layout.partCount()));
    }
  }

  /** Adds the checksum of what is sent, if it is asked for, S3 shows one of it and it is known. */
  void addChecksum(
      Call call,
      Selection selection,
      ObjectExtent extent,
      Optional<ObjectDigests> digests,
      HeaderList headers) {
    if (wantsChecksum(call) && digests.isPresent()) {
      ShownChecksum checksum = selection.checksum(extent, digests.get());
      if (checksum != null) {
        checksum.addHeaders(headers);
      }
    }
  }

  /** Whether the answer may show a checksum: of a range S3 shows none. */
  boolean showsChecksum(Call call, Selection selection) {
    return wantsChecksum(call) && !(selection instanceof Selection.Range);
  }

  /** Whether the answer is to show a checksum. */
  public boolean wantsChecksum(Call call) {
    return "ENABLED".equalsIgnoreCase(call.headers().first("x-amz-checksum-mode"));
  }

  /** What a 304 says, so that caches can go on (RFC 9110, section 15.4.5). */
  private static HeaderList validators(StoredObject object, String etag) {
    HeaderList headers = HeaderList.of("ETag", etag);
    for (String name : new String[] {"Last-Modified", "Cache-Control", "Expires"}) {
      String value = object.headers().first(name);
      if (value != null) {
        headers.add(name, value);
      }
    }
    return headers;
  }
}
