/**
 * Stored objects: what the backend's answers tell of them, which keys open them, what is known of
 * their plaintext.
 */
@NullMarked
package io.sealgate.proxy.object;

import org.jspecify.annotations.NullMarked;
