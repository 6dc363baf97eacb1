/** Tests of what is the store's own. */
@NullMarked
package io.sealgate.proxy.operation.subresource;

import org.jspecify.annotations.NullMarked;
