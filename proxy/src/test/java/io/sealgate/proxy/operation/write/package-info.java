/** Tests of writing. */
@NullMarked
package io.sealgate.proxy.operation.write;

import org.jspecify.annotations.NullMarked;
