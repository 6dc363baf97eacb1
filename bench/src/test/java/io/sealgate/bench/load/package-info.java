/** Tests of the load driver. */
@NullMarked
package io.sealgate.bench.load;

import org.jspecify.annotations.NullMarked;
