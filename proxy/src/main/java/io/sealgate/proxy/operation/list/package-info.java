/** Listings, with the sizes and entity tags that clients know. */
@NullMarked
package io.sealgate.proxy.operation.list;

import org.jspecify.annotations.NullMarked;
