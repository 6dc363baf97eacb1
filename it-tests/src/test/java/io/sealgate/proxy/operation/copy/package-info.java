/** Tests of copies, on real stores, that need more than a client can ask for. */
@NullMarked
package io.sealgate.proxy.operation.copy;

import org.jspecify.annotations.NullMarked;
