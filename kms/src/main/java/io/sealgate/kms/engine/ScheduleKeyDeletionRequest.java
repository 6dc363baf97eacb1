package io.sealgate.kms.engine;

import org.jspecify.annotations.Nullable;

/**
 * The members of ScheduleKeyDeletion.
 *
 * @param keyId key id or key ARN
 * @param pendingWindowInDays 7 to 30, by default 30
 */
public record ScheduleKeyDeletionRequest(
    @Nullable String keyId, @Nullable Integer pendingWindowInDays) {}
