/** Tests of what the benchmarks allocate. */
@NullMarked
package io.sealgate.bench.allocation;

import org.jspecify.annotations.NullMarked;
