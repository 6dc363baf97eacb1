package io.sealgate.kms.aws;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the credentials come from with which AWS KMS, or another Sealgate's KMS, is called. */
public sealed interface AwsKmsCredentials {

  /**
   * What the environment offers, in the SDK's order: system properties, environment variables, the
   * shared credentials file, container and instance roles.
   */
  record DefaultChain() implements AwsKmsCredentials {}

  /**
   * A fixed access key from the configuration.
   *
   * @param accessKeyId its id
   * @param secretAccessKey its secret, UTF-8; read once when the service is made, after which its
   *     owner may zero it
   * @param sessionToken of temporary credentials, else null
   */
  @SuppressWarnings("ArrayRecordComponent") // a secret is zeroed in place by its owner
  record Fixed(String accessKeyId, byte[] secretAccessKey, byte @Nullable [] sessionToken)
      implements AwsKmsCredentials {

    /** Checks that id and secret are there. */
    public Fixed {
      Objects.requireNonNull(secretAccessKey);
      if (accessKeyId.isBlank() || secretAccessKey.length == 0) {
        throw new IllegalArgumentException("the KMS credentials lack an access key or its secret");
      }
    }

    @Override
    public String toString() {
      return "Fixed[" + accessKeyId + "]";
    }
  }
}
