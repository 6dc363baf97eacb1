package io.sealgate.proxy.config;

import static io.sealgate.proxy.config.ConfigKeyRow.encryption;
import static io.sealgate.proxy.config.ConfigKeyRow.keyCache;
import static io.sealgate.proxy.config.ConfigKeyRow.limit;
import static io.sealgate.proxy.config.ConfigKeyRow.notYet;
import static io.sealgate.proxy.config.ConfigKeyRow.rule;

import java.time.Duration;
import java.util.List;

/** The rows of {@link ConfigKeysTest} for what is sealed, cached and limited. */
final class PolicyKeyRows {

  private PolicyKeyRows() {}

  static List<ConfigKeyRow> rows() {
    return List.of(
        encryption(
            "service-key",
            "alias/sealgate-service",
            "alias/s",
            "alias/s",
            EncryptionConfig::serviceKey),
        encryption(
            "default-kms-key",
            "alias/sealgate",
            "alias/d",
            "alias/d",
            EncryptionConfig::defaultKmsKey),
        encryption(
            "default.mode",
            new EncryptionMode.SseS3(),
            "{ mode: none }",
            new EncryptionMode.None(),
            EncryptionConfig::defaultMode),
        encryption(
            "default.key",
            new EncryptionMode.SseS3(),
            "{ mode: aws:kms:dsse, key: alias/k }",
            new EncryptionMode.DsseKms("alias/k"),
            EncryptionConfig::defaultMode),
        encryption(
            "default.bucket-key",
            new EncryptionMode.SseS3(),
            "{ mode: aws:kms, bucket-key: false }",
            new EncryptionMode.SseKms("alias/sealgate", false),
            EncryptionConfig::defaultMode),
        rule(
            "bucket",
            new BucketPattern("*"),
            "bucket: legacy-*",
            new BucketPattern("legacy-*"),
            EncryptionRule::bucket),
        rule("prefix", "", "prefix: pii/", "pii/", EncryptionRule::prefix),
        rule(
            "mode",
            new EncryptionMode.SseS3(),
            "mode: aws:kms",
            new EncryptionMode.SseKms("alias/sealgate", true),
            EncryptionRule::mode),
        rule(
            "key",
            new EncryptionMode.SseS3(),
            "mode: aws:kms, key: alias/k",
            new EncryptionMode.SseKms("alias/k", true),
            EncryptionRule::mode),
        rule(
            "bucket-key",
            new EncryptionMode.SseS3(),
            "mode: aws:kms, bucket-key: false",
            new EncryptionMode.SseKms("alias/sealgate", false),
            EncryptionRule::mode),
        rule("require", false, "require: true", true, EncryptionRule::required),
        rule(
            "allowed-keys",
            List.of(),
            "mode: aws:kms, allowed-keys: [ alias/x ]",
            List.of("alias/sealgate", "alias/x"),
            EncryptionRule::allowedKeys),
        rule(
            "plaintext-reads",
            true,
            "plaintext-reads: deny",
            false,
            EncryptionRule::plaintextReads),
        notYet(
            "encryption.rules[].client-encrypted",
            "encryption: { rules: [ { client-encrypted: pass } ] }"),
        encryption("kms-requires-https", false, "true", true, EncryptionConfig::kmsRequiresHttps),
        notYet(
            "encryption.block-sse-c-for-new-buckets",
            "encryption: { block-sse-c-for-new-buckets: true }"),
        encryption("default-crc64nvme", true, "false", false, EncryptionConfig::crc64NvmeByDefault),
        keyCache(
            "max-age",
            Duration.ofMinutes(5),
            "90s",
            Duration.ofSeconds(90),
            KeyCacheConfig::maxAge),
        keyCache("max-messages", 100_000L, "7", 7L, KeyCacheConfig::maxMessages),
        keyCache("max-bytes", 1L << 40, "2GiB", 2L << 30, KeyCacheConfig::maxBytes),
        limit("max-connections", 10_000, "5", 5, LimitsConfig::maxConnections),
        limit("max-head", 32 << 10, "1MiB", 1 << 20, LimitsConfig::maxHeadBytes),
        limit("max-headers", 200, "16", 16, LimitsConfig::maxHeaders),
        limit(
            "idle-timeout",
            Duration.ofSeconds(60),
            "500ms",
            Duration.ofMillis(500),
            LimitsConfig::idleTimeout),
        limit(
            "keep-alive-timeout",
            Duration.ofSeconds(75),
            "1h",
            Duration.ofHours(1),
            LimitsConfig::keepAliveTimeout),
        limit(
            "handshake-timeout",
            Duration.ofSeconds(10),
            "1s",
            Duration.ofSeconds(1),
            LimitsConfig::handshakeTimeout),
        limit(
            "backend-connect-timeout",
            Duration.ofSeconds(5),
            "1s",
            Duration.ofSeconds(1),
            LimitsConfig::backendConnectTimeout),
        limit(
            "backend-idle-timeout",
            Duration.ofSeconds(60),
            "1d",
            Duration.ofDays(1),
            LimitsConfig::backendIdleTimeout),
        limit(
            "backend-keep-alive",
            Duration.ofSeconds(10), // MinIO closes after 30
            "1s",
            Duration.ofSeconds(1),
            LimitsConfig::backendKeepAlive),
        limit("backend-connections", 1024, "1", 1, LimitsConfig::backendConnections),
        limit(
            "kms-timeout",
            Duration.ofSeconds(10),
            "2s",
            Duration.ofSeconds(2),
            LimitsConfig::kmsTimeout),
        limit(
            "drain-timeout",
            Duration.ofSeconds(30),
            "0s",
            Duration.ZERO,
            LimitsConfig::drainTimeout),
        limit("event-loops", 0, "3", 3, LimitsConfig::eventLoops),
        notYet("keyrings", "keyrings: { archive: { type: rsa } }"),
        notYet("bucket-identity", "bucket-identity: { photos-dr: photos }"),
        notYet("listing", "listing: fast"));
  }
}
