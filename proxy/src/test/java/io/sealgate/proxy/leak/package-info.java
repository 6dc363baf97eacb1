/** Makes a test class fail that leaks a buffer. */
@NullMarked
package io.sealgate.proxy.leak;

import org.jspecify.annotations.NullMarked;
