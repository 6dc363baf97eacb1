/** The load driver of {@code bench/run}: cheap, so that the cores are left to what it measures. */
@NullMarked
package io.sealgate.bench.load;

import org.jspecify.annotations.NullMarked;
