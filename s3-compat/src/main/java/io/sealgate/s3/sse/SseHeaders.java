package io.sealgate.s3.sse;

import static io.sealgate.s3.sse.CustomerKeyUse.COMPLETE;
import static io.sealgate.s3.sse.CustomerKeyUse.COPY_SOURCE;
import static io.sealgate.s3.sse.CustomerKeyUse.PART;
import static io.sealgate.s3.sse.CustomerKeyUse.READ;
import static io.sealgate.s3.sse.CustomerKeyUse.WRITE;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the server-side-encryption headers of requests and refuses them in the order and with the
 * words of AWS S3. What is not understood is refused, never dropped.
 */
public final class SseHeaders {

  /** The mode. */
  public static final String MODE = "x-amz-server-side-encryption";

  /** The KMS key. */
  public static final String KEY_ID = "x-amz-server-side-encryption-aws-kms-key-id";

  /** The client's encryption context. */
  public static final String CONTEXT = "x-amz-server-side-encryption-context";

  /** Whether a bucket key serves. */
  public static final String BUCKET_KEY = "x-amz-server-side-encryption-bucket-key-enabled";

  /** The algorithm of a customer key. */
  public static final String CUSTOMER_ALGORITHM = "x-amz-server-side-encryption-customer-algorithm";

  /** A customer key. */
  public static final String CUSTOMER_KEY = "x-amz-server-side-encryption-customer-key";

  /** The MD5 of a customer key. */
  public static final String CUSTOMER_KEY_MD5 = "x-amz-server-side-encryption-customer-key-MD5";

  private final boolean kmsNeedsSecureConnection;

  /**
   * A reader of headers.
   *
   * @param kmsNeedsSecureConnection whether the KMS modes are refused over plain HTTP, as AWS does;
   *     SSE-C always is
   */
  public SseHeaders(boolean kmsNeedsSecureConnection) {
    this.kmsNeedsSecureConnection = kmsNeedsSecureConnection;
  }

  /**
   * What a write asks for: PutObject, and whatever makes an object.
   *
   * @param headers of the request
   * @param secure whether the client's connection is TLS
   * @return the request; a {@link CustomerKey} is the caller's to close
   * @throws S3Exception as AWS refuses
   */
  public RequestedEncryption ofWrite(Headers headers, boolean secure) {
    WRITE.requireSecure(headers, secure);
    String mode = single(headers, MODE);
    if (mode == null) {
      refuseIf(headers.contains(KEY_ID) || headers.contains(CONTEXT), SseErrors::kmsWithoutMode);
      Optional<CustomerKey> key = WRITE.read(headers);
      return key.isPresent() ? key.get() : new RequestedEncryption.None(bucketKey(headers));
    }
    if (WRITE.isNamedIn(headers)) {
      throw SseErrors.modeWithCustomerKey(mode);
    }
    return switch (mode) {
      case "AES256" -> s3Managed(headers);
      case "aws:kms" -> kms(headers, secure, false);
      case "aws:kms:dsse" -> kms(headers, secure, true);
      default -> throw SseErrors.unknownMode(mode);
    };
  }

  /**
   * The key of an UploadPart, which names no mode: that of CreateMultipartUpload holds.
   *
   * @param headers of the request
   * @param secure whether the client's connection is TLS
   * @return the key, the caller's to close
   * @throws S3Exception as AWS refuses
   */
  public Optional<CustomerKey> ofPart(Headers headers, boolean secure) {
    return withoutMode(headers, secure, PART);
  }

  /**
   * The key of a CompleteMultipartUpload. Headers that are not all there are no key, as on AWS.
   * What it says of a mode is for {@link UploadRules#requireNoOtherMode}.
   *
   * @param headers of the request
   * @param secure whether the client's connection is TLS
   * @return the key, the caller's to close
   * @throws S3Exception as AWS refuses
   */
  public Optional<CustomerKey> ofCompletion(Headers headers, boolean secure) {
    COMPLETE.requireSecure(headers, secure);
    return COMPLETE.read(headers);
  }

  /**
   * The key of a read: GetObject, HeadObject, GetObjectAttributes, ListParts.
   *
   * @param headers of the request
   * @param secure whether the client's connection is TLS
   * @return the key, the caller's to close
   * @throws S3Exception as AWS refuses
   */
  public Optional<CustomerKey> ofRead(Headers headers, boolean secure) {
    return withoutMode(headers, secure, READ);
  }

  /**
   * The key of a copy's source.
   *
   * @param headers of the request
   * @param secure whether the client's connection is TLS
   * @return the key, the caller's to close
   * @throws S3Exception as AWS refuses
   */
  public Optional<CustomerKey> ofCopySource(Headers headers, boolean secure) {
    COPY_SOURCE.requireSecure(headers, secure);
    return COPY_SOURCE.read(headers);
  }

  /**
   * Refuses to go on with a KMS mode over plain HTTP where that is configured: for reads, whose
   * mode only the object tells.
   *
   * @param secure whether the client's connection is TLS
   * @throws S3Exception InvalidArgument
   */
  public void requireSecureForKms(boolean secure) {
    if (kmsNeedsSecureConnection && !secure) {
      throw SseErrors.kmsOverPlainHttp();
    }
  }

  private static Optional<CustomerKey> withoutMode(
      Headers headers, boolean secure, CustomerKeyUse use) {
    use.requireSecure(headers, secure);
    refuseMode(headers);
    return use.read(headers);
  }

  /** Refuses whatever asks for a mode, where none can be asked for. */
  static void refuseMode(Headers headers) {
    String mode = single(headers, MODE);
    if (mode != null) {
      throw SseErrors.notSupportedHere(MODE, mode);
    }
    refuseIf(headers.contains(KEY_ID), SseErrors::kmsWithoutMode);
    for (String name : List.of(CONTEXT, BUCKET_KEY)) {
      String value = headers.first(name);
      if (value != null) {
        throw SseErrors.notSupportedHere(name, value);
      }
    }
  }

  private static RequestedEncryption s3Managed(Headers headers) {
    refuseIf(headers.contains(KEY_ID) || headers.contains(CONTEXT), SseErrors::kmsWithoutMode);
    bucketKey(headers); // accepted and without effect, but it must be a boolean
    return new RequestedEncryption.S3Managed();
  }

  private RequestedEncryption kms(Headers headers, boolean secure, boolean dsse) {
    requireSecureForKms(secure);
    String keyId = single(headers, KEY_ID);
    if (keyId != null && keyId.isEmpty()) {
      throw new S3Exception(S3Error.KMS_NOT_FOUND, "Invalid keyId ''");
    }
    String context = single(headers, CONTEXT);
    return new RequestedEncryption.Kms(
        keyId,
        context == null ? ClientContext.NONE : ContextParser.parseHeader(context),
        bucketKey(headers),
        dsse);
  }

  private static @Nullable Boolean bucketKey(Headers headers) {
    String value = single(headers, BUCKET_KEY);
    if (value == null) {
      return null;
    }
    if (value.equalsIgnoreCase("true")) {
      return true;
    }
    if (value.equalsIgnoreCase("false")) {
      return false;
    }
    throw new S3Exception(S3Error.INVALID_ARGUMENT, "The value must be true or false.")
        .with("ArgumentName", BUCKET_KEY)
        .with("ArgumentValue", value);
  }

  /** The value of a header that must not be given twice: two readers would see two requests. */
  static @Nullable String single(Headers headers, String name) {
    String value = headers.first(name);
    if (value != null && headers.all(name).size() > 1) {
      throw new S3Exception(S3Error.INVALID_ARGUMENT, "A header is given more than once.")
          .with("ArgumentName", name);
    }
    return value;
  }

  private static void refuseIf(boolean condition, Supplier<S3Exception> refusal) {
    if (condition) {
      throw refusal.get();
    }
  }
}
