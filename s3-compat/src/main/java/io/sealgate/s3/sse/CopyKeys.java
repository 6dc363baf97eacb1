package io.sealgate.s3.sse;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Exception;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The encryption headers of a copy, of both its ends: those of the source are found fault with
 * first, as on AWS. All keys are the caller's to close.
 *
 * @param source the key that opens the source
 * @param target what the copy asks for
 * @param <T> what can be asked for: a mode for an object, a key at most for a part
 */
public record CopyKeys<T>(Optional<CustomerKey> source, T target) {

  /** Checks that nothing is missing. */
  public CopyKeys {
    Objects.requireNonNull(source);
    Objects.requireNonNull(target);
  }

  /**
   * Reads a CopyObject.
   *
   * @param reader of the headers of either end
   * @param headers of the request
   * @param secure whether the client's connection is TLS
   * @throws S3Exception as AWS refuses
   */
  public static CopyKeys<RequestedEncryption> ofObject(
      SseHeaders reader, Headers headers, boolean secure) {
    return of(reader.ofCopySource(headers, secure), () -> reader.ofWrite(headers, secure));
  }

  /**
   * Reads an UploadPartCopy.
   *
   * @param reader of the headers of either end
   * @param headers of the request
   * @param secure whether the client's connection is TLS
   * @throws S3Exception as AWS refuses
   */
  public static CopyKeys<Optional<CustomerKey>> ofPart(
      SseHeaders reader, Headers headers, boolean secure) {
    return of(reader.ofCopySource(headers, secure), () -> reader.ofPart(headers, secure));
  }

  private static <T> CopyKeys<T> of(Optional<CustomerKey> source, Supplier<T> target) {
    try {
      return new CopyKeys<>(source, target.get());
    } catch (S3Exception refused) {
      source.ifPresent(CustomerKey::close);
      throw refused;
    }
  }
}
