/** Operations on buckets. */
@NullMarked
package io.sealgate.proxy.operation.bucket;

import org.jspecify.annotations.NullMarked;
