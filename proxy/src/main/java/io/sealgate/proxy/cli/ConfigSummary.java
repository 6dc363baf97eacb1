package io.sealgate.proxy.cli;

import io.sealgate.proxy.config.Address;
import io.sealgate.proxy.config.BackendConfig;
import io.sealgate.proxy.config.ClientConfig;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.EncryptionMode;
import io.sealgate.proxy.config.EncryptionRule;
import io.sealgate.proxy.config.KmsConfig;
import io.sealgate.proxy.config.ListenConfig;
import io.sealgate.proxy.config.SealConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What a configuration would run, in a few lines without secrets. */
final class ConfigSummary {

  private ConfigSummary() {}

  static List<String> lines(Config config) {
    List<String> lines = new ArrayList<>();
    lines.add("serves    " + listen(config.listen()));
    lines.add("          " + domain(config.domain()) + ", region " + config.region());
    lines.add("admin     http://" + config.admin().address());
    lines.add("backend   " + backend(config.backend()));
    for (ClientConfig client : config.clients()) {
      lines.add(
          "client    " + client.name() + " of account " + client.account() + ", may do everything");
    }
    lines.add("keys      " + kms(config.kms()));
    String serviceKey = config.encryption().serviceKey();
    for (EncryptionRule rule : config.encryption().rules()) {
      lines.add("rule      " + rule(rule, serviceKey));
    }
    lines.add("otherwise " + mode(config.encryption().defaultMode(), serviceKey));
    return lines;
  }

  private static String listen(ListenConfig listen) {
    StringJoiner addresses = new StringJoiner(", ");
    Address http = listen.http();
    if (http != null) {
      addresses.add("http://" + http);
    }
    Address https = listen.https();
    if (https != null) {
      addresses.add("https://" + https + (listen.tls() == null ? " (self-signed)" : ""));
    }
    return addresses.toString();
  }

  private static String domain(@Nullable String domain) {
    return domain == null ? "path style only" : "path style and BUCKET." + domain;
  }

  private static String backend(BackendConfig backend) {
    String style =
        switch (backend.style()) {
          case PATH -> "path style";
          case VIRTUAL_HOST -> "virtual-host style";
        };
    return backend.endpoint()
        + ", "
        + style
        + ", region "
        + backend.region()
        + ", system bucket "
        + backend.systemBucket();
  }

  private static String kms(KmsConfig kms) {
    return switch (kms) {
      case KmsConfig.Embedded embedded -> {
        Address listen = embedded.listen();
        yield "embedded in "
            + embedded.store()
            + ", sealed by "
            + seal(embedded.seal())
            + (listen == null
                ? ", in this process only"
                : ", served on " + scheme(embedded) + listen);
      }
      case KmsConfig.Aws aws ->
          "AWS KMS in " + aws.region() + (aws.endpoint() == null ? "" : " at " + aws.endpoint());
      case KmsConfig.Remote remote -> "another Sealgate at " + remote.endpoint();
    };
  }

  private static String scheme(KmsConfig.Embedded kms) {
    return kms.tls() == null ? "http://" : "https://";
  }

  private static String seal(SealConfig seal) {
    return switch (seal) {
      case SealConfig.File file -> file.path().toString();
    };
  }

  private static String rule(EncryptionRule rule, String serviceKey) {
    return rule.bucket()
        + "/"
        + rule.prefix()
        + "*: "
        + mode(rule.mode(), serviceKey)
        + (rule.required() ? ", nothing else" : "")
        + (rule.plaintextReads() ? "" : ", no plaintext reads");
  }

  private static String mode(EncryptionMode mode, String serviceKey) {
    return switch (mode) {
      case EncryptionMode.SseKms kms ->
          "SSE-KMS under " + kms.key() + (kms.bucketKey() ? " with bucket keys" : "");
      case EncryptionMode.DsseKms dsse -> "DSSE-KMS under " + dsse.key();
      case EncryptionMode.SseS3 sseS3 -> "SSE-S3 under " + serviceKey;
      case EncryptionMode.None none -> "NOT SEALED";
    };
  }
}
