package io.sealgate.crypto.aead;

import io.sealgate.crypto.IntegrityException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds the providers of AES-256-GCM and lets each prove itself. Registers nothing globally: other
 * code in the same process keeps the providers it had.
 */
final class AesGcmProviders {

  private static final String CORRETTO =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  /** All that work here, fastest first. */
  static final List<AesGcm> WORKING = find();

  private AesGcmProviders() {}

  private static List<AesGcm> find() {
    List<AesGcm> working = new ArrayList<>();
    corretto().map(AesGcm::new).filter(AesGcmProviders::works).ifPresent(working::add);
    Optional.ofNullable(Security.getProvider("SunJCE"))
        .map(AesGcm::new)
        .filter(AesGcmProviders::works)
        .ifPresent(working::add);
    if (working.isEmpty()) {
      throw new IllegalStateException("no security provider offers AES-256-GCM");
    }
    return List.copyOf(working);
  }

  /** Amazon's native provider, when its jar is there; whether its library loads shows in use. */
  private static Optional<Provider> corretto() {
    try {
      return ServiceLoader.load(Provider.class, AesGcmProviders.class.getClassLoader()).stream()
          .filter(provider -> provider.type().getName().equals(CORRETTO))
          .findFirst()
          .map(ServiceLoader.Provider::get);
    } catch (ServiceConfigurationError _) {
      // A provider that cannot even be made is one that is not there.
      return Optional.empty();
    }
  }

  /** Test case 14 of "The Galois/Counter Mode of Operation" (McGrew, Viega), both ways. */
  private static boolean works(AesGcm candidate) {
    byte[] key = new byte[AesGcm.KEY_BYTES];
    byte[] iv = new byte[AesGcm.IV_BYTES];
    byte[] plaintext = new byte[16];
    byte[] expected =
        HexFormat.of().parseHex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
    try {
      byte[] sealed = candidate.seal(key, iv, new byte[0], plaintext);
      byte[] opened =
          candidate.open(IntegrityException.Reason.SEAL, key, iv, new byte[0], expected);
      return Arrays.equals(sealed, expected) && Arrays.equals(opened, plaintext);
    } catch (IllegalStateException | IntegrityException _) {
      // Its native library did not load, or it is broken: the next provider takes its place.
      return false;
    }
  }
}
