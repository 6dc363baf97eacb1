package io.sealgate.s3.copy;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.S3Operation;
import io.sealgate.s3.headers.ObjectMetadata;
import io.sealgate.s3.headers.RequestHeaders;
import io.sealgate.s3.route.CopySource;
import io.sealgate.s3.route.S3Request;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What CopyObject takes over from the source and what it takes from the request (S3 API reference,
 * CopyObject, {@code x-amz-metadata-directive} and {@code x-amz-tagging-directive}).
 *
 * @param metadata whose {@code Content-Type} and its like, and whose user metadata
 * @param tagging whose tags
 */
public record CopyDirectives(Directive metadata, Directive tagging) {

  private static final String METADATA = "x-amz-metadata-directive";
  private static final String TAGGING = "x-amz-tagging-directive";
  private static final String TAGS = "x-amz-tagging";
  private static final String STORAGE_CLASS = "x-amz-storage-class";
  private static final String REDIRECT = "x-amz-website-redirect-location";
  private static final String ENCRYPTION_PREFIX = "x-amz-server-side-encryption";

  /** Whose. */
  public enum Directive {
    /** The source's. */
    COPY,
    /** The request's. */
    REPLACE
  }

  /** Checks that nothing is missing. */
  public CopyDirectives {
    Objects.requireNonNull(metadata);
    Objects.requireNonNull(tagging);
  }

  /**
   * Reads the directives.
   *
   * @param headers of a CopyObject
   * @throws S3Exception InvalidArgument for another value than {@code COPY} or {@code REPLACE}
   */
  public static CopyDirectives of(Headers headers) {
    return new CopyDirectives(
        directive(headers, METADATA, "Unknown metadata directive."),
        directive(headers, TAGGING, "Unknown tagging directive."));
  }

  /**
   * Refuses to copy the current version of an object onto itself when nothing about it changes.
   *
   * @param request a CopyObject
   * @param source its source
   * @param encryptionConfigured whether the bucket's encryption was configured, rather than left to
   *     what applies everywhere: then the copy may be meant to apply it
   * @throws S3Exception InvalidRequest
   */
  public void requireChange(S3Request request, CopySource source, boolean encryptionConfigured) {
    Headers headers = request.headers();
    if (source.versionId() == null
        && source.isAt(request.bucket(), request.key())
        && metadata == Directive.COPY
        && !encryptionConfigured
        && !headers.contains(STORAGE_CLASS)
        && !headers.contains(REDIRECT)
        && !namesEncryption(headers)) {
      throw new S3Exception(
          S3Error.INVALID_REQUEST,
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
  }

  /**
   * What the new object is stored with: metadata as the directive says; storage class, lock, access
   * control, website redirect as requested, since S3 takes none of these over; tags when the
   * request replaces them. A backend is told to replace the metadata in either case, because the
   * envelope is part of it.
   *
   * @param request the headers of the CopyObject
   * @param source the headers of the backend's answer to a HEAD or GET of the source
   * @return a new list, to which the envelope is added
   */
  public HeaderList described(Headers request, Headers source) {
    HeaderList requested = RequestHeaders.forwarded(S3Operation.COPY_OBJECT, request);
    HeaderList described =
        metadata == Directive.REPLACE ? ObjectMetadata.in(requested) : ObjectMetadata.in(source);
    for (Map.Entry<String, String> line : requested) {
      String name = line.getKey();
      boolean ignored =
          ObjectMetadata.isPart(name) || (tagging == Directive.COPY && name.equalsIgnoreCase(TAGS));
      if (!ignored) {
        described.add(name, line.getValue());
      }
    }
    return described;
  }

  /**
   * The directives that a backend is given with {@link #described}. That tags are copied is what S3
   * does anyhow, and S3Proxy refuses to be told.
   */
  public HeaderList forBackend() {
    return tagging == Directive.COPY
        ? HeaderList.of(METADATA, Directive.REPLACE.name())
        : HeaderList.of(METADATA, Directive.REPLACE.name(), TAGGING, tagging.name());
  }

  private static boolean namesEncryption(Headers headers) {
    for (Map.Entry<String, String> line : headers) {
      if (line.getKey().regionMatches(true, 0, ENCRYPTION_PREFIX, 0, ENCRYPTION_PREFIX.length())) {
        return true;
      }
    }
    return false;
  }

  private static Directive directive(Headers headers, String name, String refusal) {
    String value = headers.first(name);
    Directive directive = value == null ? Directive.COPY : named(value);
    if (directive == null) {
      throw new S3Exception(S3Error.INVALID_ARGUMENT, refusal)
          .with("ArgumentName", name)
          .with("ArgumentValue", String.valueOf(value));
    }
    return directive;
  }

  private static @Nullable Directive named(String value) {
    return switch (value) {
      case "COPY" -> Directive.COPY;
      case "REPLACE" -> Directive.REPLACE;
      default -> null;
    };
  }
}
