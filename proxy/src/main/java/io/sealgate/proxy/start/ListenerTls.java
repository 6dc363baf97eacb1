package io.sealgate.proxy.start;

import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.TlsConfig;
import io.sealgate.proxy.tls.SelfSigned;
import io.sealgate.proxy.tls.ServerTls;
import io.sealgate.proxy.tls.TlsMaterial;
import java.time.InstantSource;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the https address, if there is one. To be closed after the event loops: the connections
 * use it until then, and BoringSSL's memory is not the garbage collector's.
 */
final class ListenerTls implements AutoCloseable {

  private final @Nullable SslContext context;

  private ListenerTls(@Nullable SslContext context) {
    this.context = context;
  }

  /**
   * From the configured files, or self-signed.
   *
   * @throws io.sealgate.proxy.config.schema.ConfigException when the files cannot be used
   * @throws StartException when the TLS library does not take them
   */
  static ListenerTls of(Config config) {
    if (config.listen().https() == null) {
      return new ListenerTls(null);
    }
    TlsConfig files = config.listen().tls();
    TlsMaterial material =
        files == null
            ? new SelfSigned(InstantSource.system(), RandomBytes.secure())
                .certificate(config.domain())
            : TlsMaterial.fromFiles(files);
    try {
      return new ListenerTls(ServerTls.context(material, ServerTls.provider()));
    } catch (SSLException failure) {
      throw new StartException("listen.tls cannot be used: " + failure.getMessage(), failure);
    }
  }

  /** Null when there is no https address. */
  @Nullable SslContext context() {
    return context;
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(context);
  }
}
