package io.sealgate.proxy.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The store behind the proxy: {@code backend}.
 *
 * @param endpoint http or https, host and optional port, no path
 * @param region the region that requests to it are signed for
 * @param style how it is addressed
 * @param credentials whom the proxy is to it
 * @param systemBucket the bucket for Sealgate's own documents, hidden from clients
 * @param integrity what checksum accompanies stored bytes
 * @param ca who signs its certificate, PEM; null: whom the JDK trusts
 */
public record BackendConfig(
    URI endpoint,
    String region,
    Style style,
    Credentials credentials,
    String systemBucket,
    Integrity integrity,
    @Nullable Path ca) {

  /** Checks that nothing is missing. */
  public BackendConfig {
    Objects.requireNonNull(endpoint);
    Objects.requireNonNull(region);
    Objects.requireNonNull(style);
    Objects.requireNonNull(credentials);
    Objects.requireNonNull(systemBucket);
    Objects.requireNonNull(integrity);
  }

  /** How a bucket is named in a request. */
  public enum Style {
    /** {@code endpoint/bucket/key}. */
    PATH,
    /** {@code bucket.endpoint/key}. */
    VIRTUAL_HOST
  }

  /** What checksum accompanies the stored bytes to the backend. */
  public enum Integrity {
    /** A CRC32C of the stored bytes in a trailer, where the backend takes one. */
    TRAILER,
    /** None. */
    NONE
  }
}
