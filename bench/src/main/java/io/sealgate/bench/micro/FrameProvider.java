package io.sealgate.bench.micro;

import io.sealgate.crypto.aead.AesGcm;

/** A provider of AES-256-GCM, by the name that a parameter can have. */
public enum FrameProvider {
  /** BoringSSL, by way of Conscrypt. */
  CONSCRYPT("Conscrypt"),
  /** The JDK's own. */
  SUN_JCE("SunJCE");

  private final String providerName;

  FrameProvider(String providerName) {
    this.providerName = providerName;
  }

  /**
   * The implementation.
   *
   * @throws IllegalStateException when it does not work on this machine
   */
  AesGcm aesGcm() {
    for (AesGcm candidate : AesGcm.available()) {
      if (candidate.name().startsWith(providerName)) {
        return candidate;
      }
    }
    throw new IllegalStateException(providerName + " does not work on this machine");
  }
}
