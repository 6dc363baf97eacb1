/** What {@code bench/scale} runs: many connections, little memory, several event loops, starts. */
@NullMarked
package io.sealgate.bench.scale;

import org.jspecify.annotations.NullMarked;
