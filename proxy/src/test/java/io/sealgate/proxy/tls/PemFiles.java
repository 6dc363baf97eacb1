package io.sealgate.proxy.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Makes keys, certificates and PEM files for the tests of this package. */
final class PemFiles {

  private PemFiles() {}

  static KeyPair keys(String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    switch (algorithm) {
      case "RSA" -> generator.initialize(2048);
      case "EC" -> generator.initialize(256);
      default -> {
        // Ed25519 has one size.
      }
    }
    return generator.generateKeyPair();
  }

  /** A certificate signed by its own key. */
  static X509Certificate certificate(KeyPair keys) throws GeneralSecurityException {
    X500Name name = new X500Name("CN=test");
    String algorithm =
        switch (keys.getPrivate().getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      name,
                      BigInteger.ONE,
                      Date.from(Instant.now().minusSeconds(3600)),
                      Date.from(Instant.now().plusSeconds(3600)),
                      name,
                      keys.getPublic())
                  .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** RSA as PKCS#1, EC on P-256 as SEC 1. */
  static String traditional(PrivateKey key) throws IOException {
    if (!(key instanceof ECPrivateKey ec)) {
      return pem(key);
    }
    // The JDK's encoding names the curve outside of this structure only; OpenSSL's files, inside
    // too.
    byte[] sec1 =
        new org.bouncycastle.asn1.sec.ECPrivateKey(256, ec.getS(), SECObjectIdentifiers.secp256r1)
            .getEncoded();
    return pem(new PemObject("EC PRIVATE KEY", sec1));
  }

  /** Certificates, or other objects, as they are. */
  static String pem(Object... objects) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (Object object : objects) {
        writer.writeObject(object);
      }
    }
    return text.toString();
  }

  /** A key as an object for {@link #pem}, in PKCS#8. */
  static PemObject keyInfo(PrivateKey key) {
    return new PemObject("PRIVATE KEY", key.getEncoded());
  }

  static String pkcs8(PrivateKey key) throws IOException {
    return pem(keyInfo(key));
  }

  static Path write(Path folder, String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
