package io.sealgate.proxy.tls;

import io.sealgate.crypto.RandomBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes a certificate where none is configured: for localhost and the configured domain, held in
 * memory, new at each start. For trying things out; real clients want a certificate that they
 * trust.
 */
public final class SelfSigned {

  /** What clients accept at most (825 days on Apple's platforms). */
  private static final Duration VALIDITY = Duration.ofDays(825);

  /** Clients' clocks differ. */
  private static final Duration BACKDATING = Duration.ofHours(1);

  private static final int SERIAL_BYTES = 16;

  private final InstantSource clock;
  private final RandomBytes random;

  /** A maker of certificates. */
  public SelfSigned(InstantSource clock, RandomBytes random) {
    this.clock = clock;
    this.random = random;
  }

  /**
   * A new key and its certificate: ECDSA on P-256, which every TLS 1.2 client speaks.
   *
   * @param domain the virtual-host domain, itself and as a wildcard; null: none
   */
  public TlsMaterial certificate(@Nullable String domain) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      return new TlsMaterial(keys.getPrivate(), List.of(sign(keys, names(domain))), List.of());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("each JDK signs with ECDSA on P-256", e);
    }
  }

  private X509Certificate sign(KeyPair keys, GeneralNames names)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    X500Name subject = new X500Name("CN=Sealgate (self-signed)");
    Instant now = clock.instant();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            subject,
            new BigInteger(1, random.bytes(SERIAL_BYTES)).setBit(0),
            Date.from(now.minus(BACKDATING)),
            Date.from(now.plus(VALIDITY)),
            subject,
            keys.getPublic());
    builder.addExtension(Extension.subjectAlternativeName, false, names);
    // It vouches for nothing but itself, even to clients that are told to trust it.
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  private static GeneralNames names(@Nullable String domain) {
    List<GeneralName> names = new ArrayList<>();
    names.add(new GeneralName(GeneralName.dNSName, "localhost"));
    names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    names.add(new GeneralName(GeneralName.iPAddress, "::1"));
    if (domain != null) {
      names.add(new GeneralName(GeneralName.dNSName, domain));
      names.add(new GeneralName(GeneralName.dNSName, "*." + domain));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }
}
