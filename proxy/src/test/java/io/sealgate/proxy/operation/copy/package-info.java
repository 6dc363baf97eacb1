/** How objects are copied, in front of a store in memory. */
@NullMarked
package io.sealgate.proxy.operation.copy;

import org.jspecify.annotations.NullMarked;
