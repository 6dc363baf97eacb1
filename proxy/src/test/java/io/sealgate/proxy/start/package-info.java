/** Tests of a whole server. */
@NullMarked
package io.sealgate.proxy.start;

import org.jspecify.annotations.NullMarked;
