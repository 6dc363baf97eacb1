package io.sealgate.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import io.sealgate.crypto.RandomBytes;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ServerTlsTest {

  private final SelfSigned selfSigned =
      new SelfSigned(InstantSource.system(), RandomBytes.secure());

  /** The JDK's, and BoringSSL's where it loads. */
  static Stream<SslProvider> providers() {
    return Stream.of(SslProvider.JDK, ServerTls.provider()).distinct();
  }

  @Test
  void usesBoringSslWhereItLoads() {
    assertThat(ServerTls.provider())
        .isEqualTo(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void shakesHandsByBothVersions(SslProvider provider) throws SSLException {
    TlsMaterial server = selfSigned.certificate(null);
    for (String version : List.of("TLSv1.3", "TLSv1.2")) {
      assertThat(handshake(server, provider, version, null)).isEqualTo(version);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void speaksNothingOlderAndNoWeakCipher(SslProvider provider) throws SSLException {
    SslContext context = ServerTls.context(selfSigned.certificate(null), provider);
    SSLEngine engine = context.newEngine(UnpooledByteBufAllocator.DEFAULT);
    try {
      // BoringSSL's engine always lists SSLv2Hello: a form of greeting, not a protocol.
      assertThat(engine.getEnabledProtocols()).contains("TLSv1.3", "TLSv1.2");
      assertThat(engine.getEnabledProtocols()).doesNotContain("TLSv1.1", "TLSv1", "SSLv3");
      assertThat(context.cipherSuites())
          .isNotEmpty()
          .allMatch(suite -> suite.contains("GCM") || suite.contains("POLY1305"))
          .allMatch(suite -> suite.startsWith("TLS_ECDHE") || !suite.contains("_WITH_"));
    } finally {
      ReferenceCountUtil.release(engine);
      ReferenceCountUtil.release(context);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void turnsClientsAwayThatNobodyVouchesFor(SslProvider provider)
      throws GeneralSecurityException, SSLException {
    KeyPair known = PemFiles.keys("EC");
    KeyPair stranger = PemFiles.keys("EC");
    X509Certificate knownCertificate = PemFiles.certificate(known);
    TlsMaterial own = selfSigned.certificate(null);
    TlsMaterial server = new TlsMaterial(own.privateKey(), own.chain(), List.of(knownCertificate));
    TlsMaterial good = new TlsMaterial(known.getPrivate(), List.of(knownCertificate), List.of());
    TlsMaterial bad =
        new TlsMaterial(stranger.getPrivate(), List.of(PemFiles.certificate(stranger)), List.of());
    assertThat(handshake(server, provider, "TLSv1.2", good)).isEqualTo("TLSv1.2");
    assertThat(handshake(server, provider, "TLSv1.3", good)).isEqualTo("TLSv1.3");
    assertThat(handshake(server, provider, "TLSv1.2", null)).isEqualTo("refused");
    assertThat(handshake(server, provider, "TLSv1.3", null)).isEqualTo("refused");
    assertThat(handshake(server, provider, "TLSv1.3", bad)).isEqualTo("refused");
  }

  /** The version that the server's side agreed on, or "refused". */
  private static String handshake(
      TlsMaterial server, SslProvider provider, String version, @Nullable TlsMaterial client)
      throws SSLException {
    SslContext serverContext = ServerTls.context(server, provider);
    SslContextBuilder clientBuilder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .protocols(version)
            .endpointIdentificationAlgorithm(null)
            .trustManager(server.chain().getFirst());
    if (client != null) {
      clientBuilder.keyManager(client.privateKey(), client.chain().getFirst());
    }
    SslHandler serverHandler = serverContext.newHandler(UnpooledByteBufAllocator.DEFAULT);
    SslHandler clientHandler = clientBuilder.build().newHandler(UnpooledByteBufAllocator.DEFAULT);
    EmbeddedChannel serverChannel = new EmbeddedChannel(serverHandler);
    EmbeddedChannel clientChannel = new EmbeddedChannel(clientHandler);
    try {
      exchange(clientChannel, serverChannel);
      return serverHandler.handshakeFuture().isSuccess()
          ? serverHandler.engine().getSession().getProtocol()
          : "refused";
    } finally {
      serverChannel.finishAndReleaseAll();
      clientChannel.finishAndReleaseAll();
      ReferenceCountUtil.release(serverContext);
    }
  }

  private static void exchange(EmbeddedChannel client, EmbeddedChannel server) {
    boolean moved = true;
    while (moved) {
      boolean toServer = move(client, server);
      moved = move(server, client) || toServer;
    }
  }

  private static boolean move(EmbeddedChannel from, EmbeddedChannel to) {
    boolean moved = false;
    for (Object bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
      moved = true;
      try {
        to.writeInbound(bytes);
      } catch (DecoderException e) {
        // A refused handshake; the handler's future says so.
        return false;
      }
    }
    return moved;
  }
}
