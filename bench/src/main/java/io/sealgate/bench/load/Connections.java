package io.sealgate.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Opens connections to targets. */
final class Connections {

  private final Path certificate;
  private @Nullable SSLContext tls;

  /**
   * Opens none yet.
   *
   * @param certificate PEM file of the certificate that TLS targets show
   */
  Connections(Path certificate) {
    this.certificate = certificate;
  }

  /** A new connection. */
  Client open(Target target) throws IOException {
    if (!target.secure()) {
      return new Client(new PlainWire(target.endpoint()));
    }
    if (tls == null) {
      try {
        tls = TlsWire.trusting(certificate);
      } catch (GeneralSecurityException e) {
        throw new IOException(certificate + " cannot be trusted", e);
      }
    }
    return new Client(new TlsWire(tls, target.endpoint()));
  }
}
