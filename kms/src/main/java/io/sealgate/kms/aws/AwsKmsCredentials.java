package io.sealgate.kms.aws;

import io.sealgate.auth.Credentials;
import java.util.Objects;

/** Where the credentials come from with which AWS KMS, or another Sealgate's KMS, is called. */
public sealed interface AwsKmsCredentials {

  /**
   * What the environment offers, in the SDK's order: system properties, environment variables, the
   * shared credentials file, container and instance roles.
   */
  record DefaultChain() implements AwsKmsCredentials {}

  /**
   * An access key from the configuration.
   *
   * @param credentials read once, when the service is made
   */
  record AccessKey(Credentials credentials) implements AwsKmsCredentials {

    /** Checks that it is there. */
    public AccessKey {
      Objects.requireNonNull(credentials);
    }
  }
}
