package io.sealgate.proxy.tls;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * TLS as the server speaks it: 1.2 and 1.3 with forward secrecy and authenticated encryption only;
 * by BoringSSL where its library loads, by the JDK otherwise.
 */
public final class ServerTls {

  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private static final List<String> CIPHER_SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private ServerTls() {}

  /** Which implementation serves best here. */
  public static SslProvider provider() {
    return OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
  }

  /**
   * What Netty's handlers are made from. Whoever gets it releases it ({@code
   * ReferenceCountUtil.release}) when no listener uses it any more: BoringSSL's memory is not the
   * garbage collector's.
   *
   * @param material whom the server is; client certificates are demanded where it names authorities
   * @param provider which implementation
   * @throws SSLException when the implementation does not take the key or certificate
   */
  public static SslContext context(TlsMaterial material, SslProvider provider) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forServer(
                material.privateKey(), material.chain().toArray(X509Certificate[]::new))
            .sslProvider(provider)
            .protocols(PROTOCOLS)
            .ciphers(CIPHER_SUITES, SupportedCipherSuiteFilter.INSTANCE);
    if (!material.clientAuthorities().isEmpty()) {
      builder
          .trustManager(material.clientAuthorities().toArray(X509Certificate[]::new))
          .clientAuth(ClientAuth.REQUIRE);
    }
    return builder.build();
  }
}
