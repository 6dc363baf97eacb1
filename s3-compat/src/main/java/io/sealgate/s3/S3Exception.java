package io.sealgate.s3;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The only exception that reaches an S3 client: an error of the protocol with a message that is
 * safe to show.
 */
public final class S3Exception extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final S3Error error;
  private final String message;
  private final transient Map<String, String> details = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /** The error with its usual message. */
  public S3Exception(S3Error error) {
    this(error, error.message());
  }

  /** The error with a message of its own. */
  public S3Exception(S3Error error, String message) {
    super(message, null, false, false);
    this.message = Objects.requireNonNull(message);
    this.error = Objects.requireNonNull(error);
  }

  /** Adds an element to the error document, such as {@code ArgumentName}; returns this. */
  public S3Exception with(String element, String value) {
    details.put(element, value);
    return this;
  }

  /** Adds a header to the answer, such as {@code Allow}; returns this. */
  public S3Exception withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Which error of the protocol this is. */
  public S3Error error() {
    return error;
  }

  /** The text of the error document. */
  @Override
  public String getMessage() {
    return message;
  }

  /** Further elements of the error document, in order. */
  public Map<String, String> details() {
    return Collections.unmodifiableMap(details);
  }

  /** The answer's own headers, in order; a HEAD has them, too. */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }
}
