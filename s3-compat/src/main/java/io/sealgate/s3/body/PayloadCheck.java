package io.sealgate.s3.body;

import io.sealgate.auth.Headers;
import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a client promises about its body, held against the body as it streams by: length,
 * framing, chunk signatures, payload hash, Content-MD5, and a checksum in a header or trailer.
 * Never holds payload; each digest is computed once, over the decoded bytes.
 *
 * <p>Plaintext is handed out before all promises are known to be kept: withhold the end of the
 * sealed object until {@link #finish} has returned, and store nothing when anything throws. Used by
 * one thread at a time; once a call has thrown, every later one throws.
 */
public final class PayloadCheck {

  private final boolean framed;
  private final long declaredBytes;
  private final BodyDecoder decoder;
  private final @Nullable PromisedChecksum promised;
  private final @Nullable ContentMd5 contentMd5;
  private final PayloadHash payloadHash;
  private final DigestsWanted wanted;
  private final DigestSet digests;
  private boolean broken;

  private PayloadCheck(Headers headers, PayloadIntegrity integrity, DigestsWanted wanted) {
    this.wanted = Objects.requireNonNull(wanted);
    contentMd5 = ContentMd5.of(headers);
    promised = PromisedChecksum.of(headers);
    framed = isFramed(headers, integrity);
    declaredBytes =
        PlaintextLength.parse(
            headers.first(framed ? "x-amz-decoded-content-length" : "Content-Length"));
    String trailer = promised != null && promised.trailing() ? promised.algorithm().header() : null;
    if (trailer != null && !framed) {
      throw new S3Exception(
          S3Error.INVALID_REQUEST,
          "The value specified in the x-amz-trailer header is not supported");
    }
    decoder = framed ? deframer(integrity, trailer) : new PlainBody(declaredBytes);
    payloadHash = PayloadHash.of(integrity, framed);
    digests = new DigestSet(algorithms());
  }

  /**
   * Reads what a head promises.
   *
   * @param headers the request's headers, and of a presigned URL the {@code x-amz-*} parameters
   *     that stand for headers
   * @param integrity what the verified signature says about the body
   * @param wanted the digests wanted besides
   * @throws S3Exception InvalidDigest, InvalidRequest or MissingContentLength when the promises
   *     cannot be kept by any body
   */
  public static PayloadCheck of(Headers headers, PayloadIntegrity integrity, DigestsWanted wanted) {
    return new PayloadCheck(headers, integrity, wanted);
  }

  /**
   * Refuses promises that no body can keep, before anything else of the request is looked at: the
   * order in which AWS finds fault.
   *
   * @param headers as in {@link #of}
   * @throws S3Exception InvalidDigest or InvalidRequest
   */
  public static void requireReadable(Headers headers) {
    ContentMd5.of(headers);
    PromisedChecksum.of(headers);
  }

  /**
   * Refuses a request whose body nothing vouches for (S3 API reference, DeleteObjects and
   * UpdateObjectEncryption: a Content-MD5 or a checksum is required, which a trailer may bring).
   *
   * @param headers as in {@link #of}
   * @throws S3Exception InvalidRequest
   */
  public static void requireChecksum(Headers headers) {
    if (!headers.contains("Content-MD5") && promisedChecksum(headers) == null) {
      throw new S3Exception(
          S3Error.INVALID_REQUEST,
          "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    }
  }

  /**
   * The checksum that the client promises.
   *
   * @param headers as in {@link #of}
   * @return null when it promises none
   * @throws S3Exception InvalidRequest when the promise cannot be kept by any body
   */
  public static @Nullable ChecksumAlgorithm promisedChecksum(Headers headers) {
    PromisedChecksum promised = PromisedChecksum.of(headers);
    return promised == null ? null : promised.algorithm();
  }

  /** How long the plaintext will be; a body of any other length is refused. */
  public long declaredLengthBytes() {
    return declaredBytes;
  }

  /** Whether the plaintext comes in chunks, with more between them; else it is the body itself. */
  public boolean isFramed() {
    return framed;
  }

  /**
   * Takes in a piece of the body.
   *
   * @param fromClient borrowed for the call, heap or direct; its position ends at its limit
   * @param plaintext takes the decoded bytes, as slices of {@code fromClient}
   * @throws S3Exception IncompleteBody, InvalidChunkSizeError, MalformedTrailerError or
   *     SignatureDoesNotMatch
   */
  public void update(ByteBuffer fromClient, Consumer<ByteBuffer> plaintext) {
    requireWhole();
    broken = true;
    payloadHash.updateWire(fromClient);
    decoder.update(
        fromClient,
        slice -> {
          digests.update(slice);
          plaintext.accept(slice);
        });
    broken = false;
  }

  /**
   * Says that the body is complete and holds every promise against it. Call it once.
   *
   * @return the digests, all of them verified or computed by Sealgate
   * @throws S3Exception IncompleteBody, XAmzContentSHA256Mismatch, BadDigest, InvalidRequest or
   *     MalformedTrailerError
   */
  public ObjectDigests finish() {
    requireWhole();
    broken = true;
    decoder.finish();
    Map<ChecksumAlgorithm, byte[]> values = digests.values();
    payloadHash.requireEqual(values.get(ChecksumAlgorithm.SHA256));
    if (contentMd5 != null) {
      contentMd5.requireEqual(Objects.requireNonNull(values.get(ChecksumAlgorithm.MD5)));
    }
    if (promised != null) {
      byte[] computed = Objects.requireNonNull(values.get(promised.algorithm()));
      promised.requireEqual(computed, decoder.trailer());
    }
    if (!keepsPayloadHash()) {
      values.remove(ChecksumAlgorithm.SHA256);
    }
    if (!keepsContentMd5()) {
      values.remove(ChecksumAlgorithm.MD5);
    }
    return ObjectDigests.of(values, shown());
  }

  private void requireWhole() {
    if (broken) {
      throw new IllegalStateException("the body was refused or is finished");
    }
  }

  /** The header alone decides where the signature is silent: stored framing would be garbage. */
  private static boolean isFramed(Headers headers, PayloadIntegrity integrity) {
    return switch (integrity) {
      case PayloadIntegrity.SignedChunks signed -> true;
      case PayloadIntegrity.UnsignedTrailer unsigned -> true;
      case PayloadIntegrity.Sha256 hash -> announcesFraming(headers);
      case PayloadIntegrity.Unsigned unsigned -> announcesFraming(headers);
    };
  }

  private static boolean announcesFraming(Headers headers) {
    return headers.contains("x-amz-decoded-content-length")
        || ContentEncoding.isAwsChunked(headers);
  }

  private BodyDecoder deframer(PayloadIntegrity integrity, @Nullable String trailer) {
    return switch (integrity) {
      case PayloadIntegrity.SignedChunks(var seed, boolean trailers) when trailers ->
          AwsChunkedDecoder.signedWithTrailer(declaredBytes, seed.begin(), trailer);
      case PayloadIntegrity.SignedChunks(var seed, boolean trailers) ->
          AwsChunkedDecoder.signed(declaredBytes, seed.begin());
      case PayloadIntegrity.UnsignedTrailer unsigned ->
          AwsChunkedDecoder.unsigned(declaredBytes, trailer);
      case PayloadIntegrity.Sha256 hash -> AwsChunkedDecoder.unsigned(declaredBytes, trailer);
      case PayloadIntegrity.Unsigned unsigned -> AwsChunkedDecoder.unsigned(declaredBytes, trailer);
    };
  }

  private Set<ChecksumAlgorithm> algorithms() {
    Set<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
    algorithms.addAll(wanted.always());
    ChecksumAlgorithm shown = shown();
    if (shown != null) {
      algorithms.add(shown);
    }
    if (contentMd5 != null) {
      algorithms.add(ChecksumAlgorithm.MD5);
    }
    if (payloadHash.isPromised()) {
      algorithms.add(ChecksumAlgorithm.SHA256);
    }
    return algorithms;
  }

  /** The checksum that S3 would answer with. */
  private @Nullable ChecksumAlgorithm shown() {
    return promised == null ? wanted.unlessPromised() : promised.algorithm();
  }

  /**
   * Whether the SHA-256 goes into the facts. One that only proved the payload hash does so unless a
   * later reader of the facts would take it for the object's checksum.
   */
  private boolean keepsPayloadHash() {
    ChecksumAlgorithm shown = shown();
    return wanted.always().contains(ChecksumAlgorithm.SHA256)
        || (shown != null && shown != ChecksumAlgorithm.MD5);
  }

  /** The same of the MD5, which S3 shows as a checksum only if it is promised as one. */
  private boolean keepsContentMd5() {
    return wanted.always().contains(ChecksumAlgorithm.MD5) || shown() != null;
  }
}
