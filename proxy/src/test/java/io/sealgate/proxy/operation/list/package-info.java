/** Tests of listings. */
@NullMarked
package io.sealgate.proxy.operation.list;

import org.jspecify.annotations.NullMarked;
