/** What the demo asserts, and what came of it. */
@NullMarked
package io.sealgate.demo.check;

import org.jspecify.annotations.NullMarked;
