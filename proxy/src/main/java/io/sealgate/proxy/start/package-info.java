/** Every {@code new} of the program: a configuration becomes a running server. */
@NullMarked
package io.sealgate.proxy.start;

import org.jspecify.annotations.NullMarked;
