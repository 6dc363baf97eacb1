package io.sealgate.proxy.tls;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS as Sealgate speaks it to the store: its certificate must be one for the endpoint's host. */
public final class ClientTls {

  private ClientTls() {}

  /**
   * Who may sign a server's certificate.
   *
   * @param setting the configuration's key, for messages
   * @param ca PEM
   * @throws io.sealgate.proxy.config.schema.ConfigException when the file cannot be used
   */
  public static List<X509Certificate> authorities(String setting, Path ca) {
    return Pem.certificates(setting, ca);
  }

  /**
   * What Netty's handlers are made from.
   *
   * @param ca who signs the store's certificate, PEM; null: whom the JDK trusts
   * @throws io.sealgate.proxy.config.schema.ConfigException when the file cannot be used
   * @throws SSLException when the TLS library does not take it
   */
  public static SslContext context(@Nullable Path ca) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
    if (ca != null) {
      builder.trustManager(authorities("backend.tls.ca", ca).toArray(X509Certificate[]::new));
    }
    return builder.build();
  }
}
