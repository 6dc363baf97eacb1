/** The object formats and keys: bytes in, bytes out, no sockets, no clock, no configuration. */
@NullMarked
package io.sealgate.crypto;

import org.jspecify.annotations.NullMarked;
