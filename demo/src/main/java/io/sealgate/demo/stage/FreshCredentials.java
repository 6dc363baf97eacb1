package io.sealgate.demo.stage;

import io.sealgate.crypto.RandomBytes;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * Makes credentials that nobody had before: the demo has no passwords that could be left in use.
 */
public final class FreshCredentials {

  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 30;

  private final RandomBytes random;

  /** Made from that source. */
  public FreshCredentials(RandomBytes random) {
    this.random = random;
  }

  /** New credentials, in the form of AWS's. */
  public AwsBasicCredentials next() {
    return AwsBasicCredentials.create(
        "AKIA" + HexFormat.of().formatHex(random.bytes(ID_BYTES)).toUpperCase(Locale.ROOT),
        Base64.getUrlEncoder().encodeToString(random.bytes(SECRET_BYTES)));
  }
}
