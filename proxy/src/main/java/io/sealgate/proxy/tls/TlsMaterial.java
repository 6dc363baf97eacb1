package io.sealgate.proxy.tls;

import io.sealgate.proxy.config.TlsConfig;
import io.sealgate.proxy.config.schema.ConfigException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Whom the server is in TLS, and by whom its clients must be vouched for.
 *
 * @param privateKey the key of the first certificate
 * @param chain the server's certificate, then its intermediates; not empty
 * @param clientAuthorities who signs client certificates; empty: clients show none
 */
public record TlsMaterial(
    PrivateKey privateKey, List<X509Certificate> chain, List<X509Certificate> clientAuthorities) {

  /** Checks that there is a certificate. */
  public TlsMaterial {
    Objects.requireNonNull(privateKey);
    chain = List.copyOf(chain);
    clientAuthorities = List.copyOf(clientAuthorities);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("no certificate");
    }
  }

  /**
   * What the configured files hold.
   *
   * @param setting the configuration's group that names them, for messages
   * @throws ConfigException when a file cannot be read or understood, or the key is not the
   *     certificate's
   */
  public static TlsMaterial fromFiles(String setting, TlsConfig files) {
    List<X509Certificate> chain = Pem.certificates(setting + ".certificate", files.certificate());
    PrivateKey privateKey = Pem.privateKey(setting + ".private-key", files.privateKey());
    if (!belongTogether(privateKey, chain.getFirst())) {
      throw new ConfigException(
          setting
              + ".private-key: the key in "
              + files.privateKey()
              + " is not that of the first certificate in "
              + files.certificate());
    }
    Path clientCa = files.clientCa();
    return new TlsMaterial(
        privateKey,
        chain,
        clientCa == null ? List.of() : Pem.certificates(setting + ".client-ca", clientCa));
  }

  /** The server's certificate as PEM, for clients that are to trust it. */
  public String certificatePem() {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  /** The SHA-256 of the server's certificate in hex, by which an operator recognises it. */
  public String fingerprint() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "TlsMaterial[" + chain.getFirst().getSubjectX500Principal() + "]";
  }

  private byte[] encoded() {
    try {
      return chain.getFirst().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was parsed can be encoded", e);
    }
  }

  /** A trial signature: works for each kind of key. */
  private static boolean belongTogether(PrivateKey privateKey, X509Certificate certificate) {
    String algorithm =
        switch (privateKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> privateKey.getAlgorithm();
        };
    byte[] trial = "Sealgate".getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(privateKey);
      signature.update(trial);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(trial);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
