package io.sealgate.demo.stage;

import java.net.URI;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * A store and who may use it.
 *
 * @param endpoint its URL
 * @param credentials of somebody who may make and delete buckets; their string form has no secret
 */
public record StoreAccess(URI endpoint, AwsBasicCredentials credentials) {

  /** Checks that nothing is missing. */
  public StoreAccess {
    Objects.requireNonNull(endpoint);
    Objects.requireNonNull(credentials);
  }
}
