@NullMarked
package io.sealgate.crypto.aead;

import org.jspecify.annotations.NullMarked;
