package io.sealgate.kms.engine;

import java.time.Instant;

/**
 * One alias of ListAliases.
 *
 * @param aliasName with the prefix {@code alias/}
 * @param aliasArn the alias ARN
 * @param targetKeyId the bare id of its key
 * @param creationDate when the alias was made
 * @param lastUpdatedDate when it was last pointed at a key
 */
public record AliasListEntry(
    String aliasName,
    String aliasArn,
    String targetKeyId,
    Instant creationDate,
    Instant lastUpdatedDate) {}
