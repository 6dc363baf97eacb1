package io.sealgate.crypto.aead;

import io.sealgate.crypto.IntegrityException;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.conscrypt.Conscrypt;

/**
 * Finds the providers of AES-256-GCM and lets each prove itself. Registers nothing globally: other
 * code in the same process keeps the providers it had.
 */
final class AesGcmProviders {

  /** All that work here, fastest first. */
  static final List<AesGcm> WORKING = find();

  private AesGcmProviders() {}

  private static List<AesGcm> find() {
    List<AesGcm> working = new ArrayList<>();
    Stream.of(conscrypt(), jdk())
        .flatMap(Optional::stream)
        .map(AesGcm::new)
        .filter(AesGcmProviders::works)
        .forEach(working::add);
    if (working.isEmpty()) {
      throw new IllegalStateException("no security provider offers AES-256-GCM");
    }
    return List.copyOf(working);
  }

  /** BoringSSL by way of Conscrypt, where its native library loads. */
  private static Optional<GcmProvider> conscrypt() {
    return Conscrypt.isAvailable()
        ? Optional.of(new GcmProvider(Conscrypt.newProvider(), version(Conscrypt.version()), true))
        : Optional.empty();
  }

  private static String version(Conscrypt.Version version) {
    return version.major() + "." + version.minor() + "." + version.patch();
  }

  private static Optional<GcmProvider> jdk() {
    return Optional.ofNullable(Security.getProvider("SunJCE"))
        .map(provider -> new GcmProvider(provider, provider.getVersionStr(), false));
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
