/** Tests of how the store is spoken to. */
@NullMarked
package io.sealgate.proxy.backend;

import org.jspecify.annotations.NullMarked;
