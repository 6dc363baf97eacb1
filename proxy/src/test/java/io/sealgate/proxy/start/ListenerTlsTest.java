package io.sealgate.proxy.start;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealgate.proxy.StartException;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.ConfigLoader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator hears of files that can be read, but are of no use to the TLS library. */
final class ListenerTlsTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeAChainWhoseSecondCertificateDidNotSignTheFirst() throws Exception {
    KeyPair keys = keys();
    pem("tls.crt", certificate("CN=server", "CN=its authority", keys), stranger());
    pem("tls.key", new PemObject("PRIVATE KEY", keys.getPrivate().getEncoded()));
  }

  @Test
  void namesTheSettingOfTheHttpsAddress() throws Exception {
    Config config = config(", https: 127.0.0.1:0, tls: " + FILES, "");
    assertRefuses(ListenerTls.of(config), "listen.tls");
  }

  @Test
  void namesTheSettingOfTheKeyServicesAddress() throws Exception {
    Config config = config("", ", listen: 127.0.0.1:0, tls: " + FILES);
    assertRefuses(ListenerTls.of(config.kms()), "kms.tls");
  }

  private static final String FILES = "{ certificate: ./tls.crt, private-key: ./tls.key }";

  private static void assertRefuses(ListenerTls tls, String setting) {
    assertThatExceptionOfType(StartException.class)
        .isThrownBy(tls::context)
        .withMessage(
            setting + ": the certificate cannot be used for TLS: Certificate chain is not valid");
  }

  private static X509CertificateHolder stranger() throws Exception {
    return certificate("CN=another authority", "CN=another authority", keys());
  }

  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509CertificateHolder certificate(String subject, String issuer, KeyPair keys)
      throws Exception {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.ONE,
            Date.from(now.minusSeconds(3600)),
            Date.from(now.plusSeconds(3600)),
            new X500Name(subject),
            keys.getPublic())
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
  }

  private void pem(String name, Object... objects) throws Exception {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (Object object : objects) {
        writer.writeObject(object);
      }
    }
    Files.writeString(folder.resolve(name), text.toString());
  }

  private Config config(String listen, String kms) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("sealgate.yaml"),
            """
            listen: { http: 127.0.0.1:0%s }
            backend: { endpoint: "http://127.0.0.1:1", access-key: b, secret-key: b-secret }
            clients: [ { name: app, access-key: AKAPP, secret-key: app-secret } ]
            kms: { type: embedded, store: ./kms%s, seal: { type: file, path: ./seal.key } }
            """
                .formatted(listen, kms));
    return new ConfigLoader(name -> null).server(file);
  }
}
