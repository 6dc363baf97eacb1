package io.sealgate.proxy.start;

import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.EncryptionMode;
import io.sealgate.proxy.config.EncryptionRule;
import io.sealgate.proxy.server.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator should find in the log of a start. */
final class StartLog {

  private static final Logger LOG = LoggerFactory.getLogger("sealgate.start");

  private StartLog() {}

  static void started(Config config, Transport transport, AesGcm aesGcm) {
    LOG.atInfo()
        .addKeyValue("transport", transport.name())
        .addKeyValue("cipher", aesGcm.name())
        .addKeyValue("backend", config.backend().endpoint())
        .addKeyValue("clients", config.clients().size())
        .log("started");
    if (config.encryption().defaultMode() instanceof EncryptionMode.None) {
      LOG.warn(
          "objects are stored in the clear wherever no rule says otherwise (encryption.default)");
    }
    for (EncryptionRule rule : config.encryption().rules()) {
      if (rule.mode() instanceof EncryptionMode.None) {
        LOG.warn(
            "objects in {} with prefix '{}' are stored in the clear (mode: none)",
            rule.bucket(),
            rule.prefix());
      }
    }
  }
}
