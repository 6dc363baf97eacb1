package io.sealgate.proxy.config;

import static io.sealgate.proxy.config.Scalars.isAlphanumeric;

import io.sealgate.proxy.config.schema.Group;
import io.sealgate.proxy.config.schema.NotYet;
import io.sealgate.proxy.config.schema.Scalar;
import io.sealgate.proxy.config.schema.Setting;
import java.util.List;

/** The keys of each of {@code clients}. */
final class ClientKeys {

  private static final int ACCOUNT_DIGITS = 12;

  private static final Setting<String> NAME =
      Setting.required(
          "name",
          Scalars.characters(
              "1 to 64 letters, digits and +=,.@_-",
              64,
              c -> isAlphanumeric(c) || "+=,.@_-".indexOf(c) >= 0),
          "app",
          "The user's name in ARNs, logs and the audit; unique.");

  private static final Setting<String> ACCESS_KEY =
      Setting.required(
          "access-key",
          Scalars.ACCESS_KEY,
          "${env:APP_ACCESS_KEY}",
          "What the client signs with; unique.");

  private static final Setting<Secret> SECRET_KEY =
      Setting.required(
          "secret-key",
          Scalars.SECRET,
          "${file:/run/secrets/app-secret-key}",
          "The secret of that access key.");

  private static final Setting<String> ACCOUNT =
      Setting.withDefault(
          "account",
          Scalar.text("twelve digits", ClientKeys::account),
          "\"123456789012\"",
          "The AWS account that the client belongs to.");

  private static final Setting<NotYet.Absent> POLICY_FILES =
      Setting.withDefault(
          "policy-files",
          new NotYet("IAM policies of a client; without one a client may do everything"),
          "[]",
          "IAM policy documents that say what the client may do. No policy: everything.");

  static final Group<ClientConfig> CLIENT =
      Group.of(
          List.of(NAME, ACCESS_KEY, SECRET_KEY, ACCOUNT, POLICY_FILES),
          values ->
              new ClientConfig(
                  values.get(NAME),
                  new Credentials(values.get(ACCESS_KEY), values.get(SECRET_KEY)),
                  values.get(ACCOUNT)));

  private ClientKeys() {}

  private static String account(String text) {
    if (text.length() != ACCOUNT_DIGITS || !text.chars().allMatch(Scalars::isDigit)) {
      throw new IllegalArgumentException("not twelve digits");
    }
    return text;
  }
}
