package io.sealgate.proxy.start;

import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.KmsConfig;
import io.sealgate.proxy.config.TlsConfig;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.proxy.tls.SelfSigned;
import io.sealgate.proxy.tls.ServerTls;
import io.sealgate.proxy.tls.TlsMaterial;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS of an address, if it has any. To be closed after the event loops: the connections use it
 * until then, and BoringSSL's memory is not the garbage collector's.
 */
final class ListenerTls implements AutoCloseable {

  private final @Nullable CompletableFuture<SslContext> context;

  private ListenerTls(@Nullable CompletableFuture<SslContext> context) {
    this.context = context;
  }

  /** Of the https address: from the configured files, or self-signed. */
  static ListenerTls of(Config config) {
    if (config.listen().https() == null) {
      return new ListenerTls(null);
    }
    TlsConfig files = config.listen().tls();
    return files == null
        ? making(
            "listen.https",
            () ->
                new SelfSigned(InstantSource.system(), RandomBytes.secure())
                    .certificate(config.domain()))
        : making("listen.tls", files);
  }

  /** Of the key service's address: from the configured files, or none. */
  static ListenerTls of(KmsConfig kms) {
    TlsConfig files = kms instanceof KmsConfig.Embedded embedded ? embedded.tls() : null;
    return files == null ? new ListenerTls(null) : making("kms.tls", files);
  }

  private static ListenerTls making(String setting, TlsConfig files) {
    return making(setting, () -> TlsMaterial.fromFiles(setting, files));
  }

  /**
   * On a thread of its own, since it takes as long as all the rest of a start: the classes that
   * read and write certificates are many.
   */
  private static ListenerTls making(String setting, Supplier<TlsMaterial> material) {
    return new ListenerTls(
        CompletableFuture.supplyAsync(
            () -> make(setting, material.get()),
            work -> Thread.ofPlatform().name("tls").start(work)));
  }

  /**
   * Null when the address speaks no TLS; waits until it is made.
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

  private static SslContext make(String setting, TlsMaterial material) {
    try {
      return ServerTls.context(material, ServerTls.provider());
    } catch (SSLException failure) {
      throw new StartException(
          setting + ": the certificate cannot be used for TLS: " + reason(failure), failure);
    }
  }

  /** Netty says what it was doing, and its cause what came of that. */
  private static @Nullable String reason(SSLException failure) {
    Throwable cause = failure.getCause();
    return cause == null || cause.getMessage() == null ? failure.getMessage() : cause.getMessage();
  }
}
