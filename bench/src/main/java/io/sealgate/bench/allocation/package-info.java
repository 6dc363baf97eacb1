/** What the benchmarks of the hot pieces allocate, held against recorded bounds. */
@NullMarked
package io.sealgate.bench.allocation;

import org.jspecify.annotations.NullMarked;
