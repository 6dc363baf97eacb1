/** Benchmarks of the hot pieces alone: what each costs in time and in bytes allocated. */
@NullMarked
package io.sealgate.bench.micro;

import org.jspecify.annotations.NullMarked;
