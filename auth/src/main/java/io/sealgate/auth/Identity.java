package io.sealgate.auth;

/**
 * One who may sign requests: an access key and the principal that it stands for.
 *
 * @param credentials the access key
 * @param principal who signs with it
 */
public record Identity(Credentials credentials, Principal principal) {

  /** Checks that both speak of the same access key. */
  public Identity {
    if (!credentials.accessKeyId().equals(principal.accessKeyId())) {
      throw new IllegalArgumentException(
          "principal " + principal.name() + " does not own " + credentials.accessKeyId());
    }
  }
}
