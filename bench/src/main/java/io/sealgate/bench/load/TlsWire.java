package io.sealgate.bench.load;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A connection over TLS, to a target that shows the certificate of this run. */
final class TlsWire implements Wire {

  private static final int BLOCK_BYTES = 64 * 1024;

  private final SSLSocket socket;
  private final byte[] block = new byte[BLOCK_BYTES];

  TlsWire(SSLContext context, URI endpoint) throws IOException {
    socket =
        (SSLSocket) context.getSocketFactory().createSocket(endpoint.getHost(), endpoint.getPort());
    socket.setTcpNoDelay(true);
    socket.startHandshake();
  }

  /**
   * Trusts one certificate and no other.
   *
   * @param certificate PEM file
   */
  static SSLContext trusting(Path certificate) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (var pem = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "bench", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  @Override
  public void write(ByteBuffer[] buffers) throws IOException {
    int filled = 0;
    for (ByteBuffer buffer : buffers) {
      while (buffer.hasRemaining()) {
        int copied = Math.min(block.length - filled, buffer.remaining());
        buffer.get(block, filled, copied);
        filled += copied;
        if (filled == block.length) {
          socket.getOutputStream().write(block, 0, filled);
          filled = 0;
        }
      }
    }
    socket.getOutputStream().write(block, 0, filled);
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    int count = socket.getInputStream().read(block, 0, Math.min(block.length, buffer.remaining()));
    if (count > 0) {
      buffer.put(block, 0, count);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
