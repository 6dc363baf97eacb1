package io.sealgate.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.config.TlsConfig;
import io.sealgate.proxy.config.schema.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsMaterialTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void readsPkcs8Keys(String algorithm) throws GeneralSecurityException, IOException {
    KeyPair keys = PemFiles.keys(algorithm);
    assertReads(keys, PemFiles.pkcs8(keys.getPrivate()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void readsTraditionalKeys(String algorithm) throws GeneralSecurityException, IOException {
    KeyPair keys = PemFiles.keys(algorithm);
    String pem = PemFiles.traditional(keys.getPrivate());
    assertThat(pem).contains("BEGIN " + algorithm + " PRIVATE KEY");
    assertReads(keys, pem);
  }

  @Test
  void readsChainKeyAndAuthoritiesFromFilesThatHoldMore()
      throws GeneralSecurityException, IOException {
    KeyPair keys = PemFiles.keys("EC");
    X509Certificate own = PemFiles.certificate(keys);
    X509Certificate intermediate = PemFiles.certificate(PemFiles.keys("EC"));
    Path both =
        PemFiles.write(
            folder, "both", PemFiles.pem(own, PemFiles.keyInfo(keys.getPrivate()), intermediate));
    TlsMaterial material = TlsMaterial.fromFiles("listen.tls", new TlsConfig(both, both, both));
    assertThat(material.chain()).containsExactly(own, intermediate);
    assertThat(material.clientAuthorities()).containsExactly(own, intermediate);
  }

  @Test
  void refusesAKeyThatIsNotTheCertificates() throws GeneralSecurityException, IOException {
    String certificate = PemFiles.pem(PemFiles.certificate(PemFiles.keys("EC")));
    for (String algorithm : new String[] {"EC", "RSA", "Ed25519"}) {
      String key = PemFiles.pkcs8(PemFiles.keys(algorithm).getPrivate());
      refuses(certificate, key, "listen.tls.private-key: the key in");
    }
  }

  @Test
  void refusesWhatIsNotPem() throws GeneralSecurityException, IOException {
    KeyPair keys = PemFiles.keys("EC");
    String certificate = PemFiles.pem(PemFiles.certificate(keys));
    String key = PemFiles.pkcs8(keys.getPrivate());
    refuses("", key, "listen.tls.certificate: there is no PEM certificate in");
    refuses(key, key, "listen.tls.certificate: there is no PEM certificate in");
    refuses(certificate, certificate, "listen.tls.private-key: there is no PEM private key in");
    refuses(certificate, key.replace("M", "?"), "listen.tls.private-key: ");
    refuses(certificate, key.substring(0, 60), "listen.tls.private-key: ");
  }

  @Test
  void refusesAnEncryptedKey() throws GeneralSecurityException, IOException {
    String certificate = PemFiles.pem(PemFiles.certificate(PemFiles.keys("EC")));
    refuses(certificate, ENCRYPTED_KEY, "is encrypted");
  }

  @Test
  void refusesFilesThatAreNotThere() {
    Path missing = folder.resolve("missing.pem");
    assertThatThrownBy(
            () -> TlsMaterial.fromFiles("listen.tls", new TlsConfig(missing, missing, null)))
        .isInstanceOf(ConfigException.class)
        .hasMessage("listen.tls.certificate: there is no file " + missing);
  }

  @Test
  void neverShowsTheKey() throws GeneralSecurityException, IOException {
    KeyPair keys = PemFiles.keys("RSA");
    assertThat(read(PemFiles.pem(PemFiles.certificate(keys)), PemFiles.pkcs8(keys.getPrivate())))
        .hasToString("TlsMaterial[CN=test]");
  }

  private void assertReads(KeyPair keys, String keyPem)
      throws GeneralSecurityException, IOException {
    X509Certificate certificate = PemFiles.certificate(keys);
    String pem = PemFiles.pem(certificate);
    TlsMaterial material = read(pem, keyPem);
    // Encodings of one EC key differ in what they repeat of the curve.
    if (keys.getPrivate() instanceof ECPrivateKey ec) {
      assertThat(((ECPrivateKey) material.privateKey()).getS()).isEqualTo(ec.getS());
    } else {
      assertThat(material.privateKey()).isEqualTo(keys.getPrivate());
    }
    assertThat(material.chain()).containsExactly(certificate);
    assertThat(material.certificatePem()).isEqualToNormalizingNewlines(pem);
    assertThat(material.fingerprint()).matches("[0-9a-f]{64}");
  }

  private void refuses(String certificatePem, String keyPem, String message) {
    assertThatThrownBy(() -> read(certificatePem, keyPem))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .hasNoCause();
  }

  private TlsMaterial read(String certificatePem, String keyPem) throws IOException {
    return TlsMaterial.fromFiles(
        "listen.tls",
        new TlsConfig(
            PemFiles.write(folder, "certificate.pem", certificatePem),
            PemFiles.write(folder, "key.pem", keyPem),
            null));
  }

  /** Made by {@code openssl genpkey -algorithm ed25519 -aes256 -pass pass:test}. */
  private static final String ENCRYPTED_KEY =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAghbgPu4Q+8lQICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEEUzEBADCx33vII1eLi7b4IEQEXW
      IM2RdLMFiwS66X+gptnQ5bIC+Pb7A1luHGeAMZKO6MrPhMkMBOseYlC13oR8VX7N
      VMbvTDUh9NLWvYs17Sc=
      -----END ENCRYPTED PRIVATE KEY-----
      """;
}
