package io.sealgate.crypto.aead;

import java.security.Provider;

/**
 * A provider of AES-256-GCM, and how it likes to be used.
 *
 * @param provider never registered for the whole process
 * @param version of the library, for the log at start
 * @param fastOnDirectBuffers whether it ciphers from one direct buffer into another without copies
 *     of its own; the JDK's was measured two to four times slower there than on arrays
 */
record GcmProvider(Provider provider, String version, boolean fastOnDirectBuffers) {

  /** Name and version. */
  String name() {
    return provider.getName() + " " + version;
  }
}
