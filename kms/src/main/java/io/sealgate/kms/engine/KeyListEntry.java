package io.sealgate.kms.engine;

/**
 * One key of ListKeys.
 *
 * @param keyId the bare id
 * @param keyArn the key ARN
 */
public record KeyListEntry(String keyId, String keyArn) {}
