package io.sealgate.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.RandomBytes;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SelfSignedTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final SelfSigned selfSigned =
      new SelfSigned(InstantSource.fixed(NOW), RandomBytes.secure());

  @Test
  void namesLocalhostAndTheDomain() throws GeneralSecurityException {
    assertThat(names(selfSigned.certificate("s3.example.org")))
        .containsExactly(
            "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "s3.example.org", "*.s3.example.org");
    assertThat(names(selfSigned.certificate(null)))
        .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
  }

  @Test
  void isValidFromAnHourAgoForServersOnly() throws GeneralSecurityException {
    X509Certificate certificate = selfSigned.certificate(null).chain().getFirst();
    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getNotBefore().toInstant()).isEqualTo(NOW.minus(Duration.ofHours(1)));
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(825)));
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
  }

  @Test
  void isNewEachTime() {
    TlsMaterial one = selfSigned.certificate(null);
    TlsMaterial other = selfSigned.certificate(null);
    assertThat(one.privateKey()).isNotEqualTo(other.privateKey());
    assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
    assertThat(one.chain().getFirst().getSerialNumber())
        .isNotEqualTo(other.chain().getFirst().getSerialNumber());
  }

  private static List<String> names(TlsMaterial material) throws GeneralSecurityException {
    List<String> names = new ArrayList<>();
    for (List<?> name : material.chain().getFirst().getSubjectAlternativeNames()) {
      names.add(String.valueOf(name.get(1)));
    }
    return names;
  }
}
