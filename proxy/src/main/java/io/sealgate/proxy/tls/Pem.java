package io.sealgate.proxy.tls;

import io.sealgate.proxy.config.schema.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Reads PEM files that the configuration names. Messages name the key and the file only. */
final class Pem {

  /** More than any chain of certificates; a bundle of public authorities has 200 KB. */
  private static final int MAX_FILE_BYTES = 1 << 20;

  private Pem() {}

  /**
   * Each certificate of a file, in its order; at least one.
   *
   * @param setting the configuration's key, for messages
   */
  static List<X509Certificate> certificates(String setting, Path file) {
    List<X509Certificate> certificates = new ArrayList<>();
    JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
    try {
      for (Object object : objects(setting, file)) {
        if (object instanceof X509CertificateHolder certificate) {
          certificates.add(converter.getCertificate(certificate));
        }
      }
    } catch (CertificateException e) {
      throw new ConfigException(setting + ": a certificate in " + file + " cannot be understood");
    }
    if (certificates.isEmpty()) {
      throw new ConfigException(setting + ": there is no PEM certificate in " + file);
    }
    return certificates;
  }

  /**
   * The first private key of a file.
   *
   * @param setting the configuration's key, for messages
   */
  static PrivateKey privateKey(String setting, Path file) {
    JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
    try {
      for (Object object : objects(setting, file)) {
        switch (object) {
          case PrivateKeyInfo pkcs8 -> {
            return converter.getPrivateKey(pkcs8);
          }
          case PEMKeyPair traditional -> {
            return converter.getPrivateKey(traditional.getPrivateKeyInfo());
          }
          case PKCS8EncryptedPrivateKeyInfo encrypted -> throw encrypted(setting, file);
          case PEMEncryptedKeyPair encrypted -> throw encrypted(setting, file);
          default -> {
            // Certificates and EC parameters may stand beside the key.
          }
        }
      }
    } catch (IOException e) {
      throw new ConfigException(setting + ": the key in " + file + " cannot be understood");
    }
    throw new ConfigException(setting + ": there is no PEM private key in " + file);
  }

  private static List<Object> objects(String setting, Path file) {
    List<Object> objects = new ArrayList<>();
    try (PEMParser parser = new PEMParser(new StringReader(content(setting, file)))) {
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        objects.add(object);
      }
    } catch (IOException e) {
      throw new ConfigException(setting + ": " + file + " is not a PEM file");
    }
    return objects;
  }

  private static String content(String setting, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw new ConfigException(setting + ": " + file + " is larger than 1 MiB");
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new ConfigException(setting + ": there is no file " + file);
    } catch (IOException e) {
      throw new ConfigException(setting + ": " + file + " cannot be read");
    }
  }

  private static ConfigException encrypted(String setting, Path file) {
    return new ConfigException(
        setting + ": the key in " + file + " is encrypted; give one that is not, owner-readable");
  }
}
