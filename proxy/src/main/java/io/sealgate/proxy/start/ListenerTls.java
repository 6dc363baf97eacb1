package io.sealgate.proxy.start;

import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.TlsConfig;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.proxy.tls.SelfSigned;
import io.sealgate.proxy.tls.ServerTls;
import io.sealgate.proxy.tls.TlsMaterial;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the https address, if there is one. To be closed after the event loops: the connections
 * use it until then, and BoringSSL's memory is not the garbage collector's.
 */
final class ListenerTls implements AutoCloseable {

  private final @Nullable CompletableFuture<SslContext> context;

  private ListenerTls(@Nullable CompletableFuture<SslContext> context) {
    this.context = context;
  }

  /**
   * From the configured files, or self-signed; made on a thread of its own, since it takes as long
   * as all the rest of a start: the classes that read and write certificates are many.
   */
  static ListenerTls of(Config config) {
    return new ListenerTls(
        config.listen().https() == null
            ? null
            : CompletableFuture.supplyAsync(
                () -> make(config), work -> Thread.ofPlatform().name("tls").start(work)));
  }

  /**
   * Null when there is no https address; waits until it is made.
   *
   * @throws io.sealgate.proxy.config.schema.ConfigException when the files cannot be used
   * @throws StartException when the TLS library does not take them
   */
  @Nullable SslContext context() {
    return context == null ? null : Waiting.forStage(context);
  }

  @Override
  public void close() {
    if (context != null) {
      context.thenAccept(ReferenceCountUtil::release);
    }
  }

  private static SslContext make(Config config) {
    TlsConfig files = config.listen().tls();
    TlsMaterial material =
        files == null
            ? new SelfSigned(InstantSource.system(), RandomBytes.secure())
                .certificate(config.domain())
            : TlsMaterial.fromFiles("listen.tls", files);
    try {
      return ServerTls.context(material, ServerTls.provider());
    } catch (SSLException failure) {
      throw new StartException("listen.tls cannot be used: " + failure.getMessage(), failure);
    }
  }
}
