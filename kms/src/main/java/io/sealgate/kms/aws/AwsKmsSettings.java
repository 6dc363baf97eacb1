package io.sealgate.kms.aws;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which KMS to call, and how.
 *
 * @param region the signing region, such as {@code us-east-1}
 * @param endpoint of another Sealgate or of a KMS-compatible service; null for AWS's own in that
 *     region
 * @param authorities who signs the endpoint's certificate; empty: whom the JDK trusts
 * @param credentials to sign with
 * @param retryPolicy time-outs and repetitions
 */
public record AwsKmsSettings(
    String region,
    @Nullable URI endpoint,
    List<X509Certificate> authorities,
    AwsKmsCredentials credentials,
    RetryPolicy retryPolicy) {

  /** Checks that the region is named and that the endpoint, if any, is an HTTP address. */
  public AwsKmsSettings {
    authorities = List.copyOf(authorities);
    Objects.requireNonNull(credentials);
    Objects.requireNonNull(retryPolicy);
    if (region.isBlank()) {
      throw new IllegalArgumentException("the KMS region is empty");
    }
    if (endpoint != null && !isHttp(endpoint)) {
      throw new IllegalArgumentException("the KMS endpoint is not an http or https address");
    }
  }

  private static boolean isHttp(URI endpoint) {
    return endpoint.getHost() != null
        && ("http".equalsIgnoreCase(endpoint.getScheme())
            || "https".equalsIgnoreCase(endpoint.getScheme()));
  }
}
