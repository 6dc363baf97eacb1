package io.sealgate.auth.sigv4;

import java.util.Objects;

/**
 * The service that a signature is made for, and how that service writes a path into the canonical
 * request.
 *
 * @param name the service's name in the credential scope, such as {@code s3}
 * @param region its region, such as {@code us-east-1}
 * @param flavour how paths are written and where the payload's hash comes from
 */
public record SignedService(String name, String region, Flavour flavour) {

  /** Checks that nothing is missing. */
  public SignedService {
    Objects.requireNonNull(flavour);
    if (name.isEmpty() || region.isEmpty()) {
      throw new IllegalArgumentException("a signed service needs a name and a region");
    }
  }

  /** Amazon S3 and what speaks its protocol. */
  public static SignedService s3(String region) {
    return new SignedService("s3", region, Flavour.S3);
  }

  /** Any other service, such as {@code kms}. */
  public static SignedService general(String name, String region) {
    return new SignedService(name, region, Flavour.GENERAL);
  }

  /** The two ways to make a canonical request. */
  public enum Flavour {
    /**
     * The path is encoded once and never normalised, because {@code a//b} and {@code a/../b} are
     * keys of their own; the payload's hash is what {@code x-amz-content-sha256} says.
     */
    S3,
    /**
     * Dot segments and double slashes are removed, then the path as sent is encoded once more; the
     * payload's hash is that of the body.
     */
    GENERAL
  }
}
