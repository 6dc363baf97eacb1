package io.sealgate.kms.engine;

import org.jspecify.annotations.Nullable;

/**
 * The members of CreateAlias and UpdateAlias.
 *
 * @param aliasName with the prefix {@code alias/}
 * @param targetKeyId key id or key ARN
 */
public record AliasRequest(@Nullable String aliasName, @Nullable String targetKeyId) {}
