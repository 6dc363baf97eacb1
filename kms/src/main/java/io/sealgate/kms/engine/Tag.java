package io.sealgate.kms.engine;

import org.jspecify.annotations.Nullable;

/**
 * One tag of a key, as it came.
 *
 * @param key {@code TagKey}, 1 to 128 characters
 * @param value {@code TagValue}, 0 to 256 characters
 */
public record Tag(@Nullable String key, @Nullable String value) {}
