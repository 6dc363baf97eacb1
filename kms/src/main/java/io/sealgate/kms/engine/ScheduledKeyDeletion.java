package io.sealgate.kms.engine;

import java.time.Instant;

/**
 * What ScheduleKeyDeletion answers.
 *
 * @param keyArn the key ARN
 * @param deletionDate when the key will be gone
 * @param keyState pending deletion
 * @param pendingWindowInDays the days until then
 */
public record ScheduledKeyDeletion(
    String keyArn, Instant deletionDate, KeyState keyState, int pendingWindowInDays) {}
