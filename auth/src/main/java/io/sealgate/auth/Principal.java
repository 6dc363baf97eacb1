package io.sealgate.auth;

import java.util.Objects;

/**
 * Who is calling: a configured client, named as AWS names an IAM user.
 *
 * @param name the client's name in the configuration
 * @param accountId twelve digits
 * @param accessKeyId the access key that the request was signed with
 */
public record Principal(String name, String accountId, String accessKeyId) {

  /** Checks that nothing is missing. */
  public Principal {
    Objects.requireNonNull(name);
    Objects.requireNonNull(accountId);
    Objects.requireNonNull(accessKeyId);
  }

  /** {@code arn:aws:iam::<account>:user/<name>}. */
  public String arn() {
    return "arn:aws:iam::" + accountId + ":user/" + name;
  }
}
