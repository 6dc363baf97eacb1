/** AES-256-GCM by the fastest provider that works here; knows nothing of the formats. */
@NullMarked
package io.sealgate.crypto.aead;

import org.jspecify.annotations.NullMarked;
