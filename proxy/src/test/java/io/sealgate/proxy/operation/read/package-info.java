/** Tests of reading. */
@NullMarked
package io.sealgate.proxy.operation.read;

import org.jspecify.annotations.NullMarked;
