package io.sealgate.crypto.key;

/**
 * What a data-key cache has done so far, for metrics.
 *
 * @param hits requests that were answered at once with a cached key
 * @param misses requests that had to wait for a key
 * @param loads keys that were asked for, successfully or not
 * @param loadFailures keys that were asked for and not given
 * @param evictions cached keys that were given up: for age, use, space or on demand
 * @param entries how many keys are held or being loaded now, approximately
 */
public record DataKeyCacheStats(
    long hits, long misses, long loads, long loadFailures, long evictions, long entries) {}
