package io.sealgate.proxy.config;

/**
 * A part of {@code encryption} that was read before what it falls back on was known.
 *
 * @param <T> what it becomes
 */
@FunctionalInterface
interface Unresolved<T> {

  /**
   * The part.
   *
   * @param defaultKmsKey the key of KMS modes without one
   * @param otherwise the mode where none is named
   */
  T resolve(String defaultKmsKey, EncryptionMode otherwise);
}
